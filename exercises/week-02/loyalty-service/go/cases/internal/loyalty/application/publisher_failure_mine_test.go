// Ana's points are saved, and then the publisher fails.
// Set a breakpoint where your EarnPoints publishes, and follow the error: does Ana hear of it?

package application_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// publisherFailure stands for everything behind the ports of the use case.
type publisherFailure struct {
	saves int
}

func (*publisherFailure) Load(_ context.Context, _ string) (*domain.Account, int, error) {
	return nil, 0, application.ErrAccountNotFound
}

func (p *publisherFailure) Save(_ context.Context, _ string, _ *domain.Account, _ int) error {
	p.saves++
	return nil
}

func (*publisherFailure) Publish(context.Context, []domain.Event) error {
	return errors.New("broker is away")
}

func (*publisherFailure) Now() time.Time {
	return time.Unix(1_000_000, 0)
}

func TestMinePublisherFailure(t *testing.T) {
	behind := &publisherFailure{}
	earnPoints := application.NewEarnPoints(behind, behind, behind)

	answer, err := earnPoints.Execute(t.Context(), application.EarnCommand{CustomerID: "ana", OrderID: "order-17", AmountMinor: 5_000})
	if err != nil || answer.Balance != 500 {
		t.Errorf("the answer: got %+v and the error %v, want a balance of 500", answer, err)
	}
	if behind.saves != 1 {
		t.Errorf("how often the account was saved: got %d, want 1", behind.saves)
	}
}
