// Ana earns points at a moment that only the given clock knows.
// Set a breakpoint where your EarnPoints asks what time it is: whom does it ask?

package application_test

import (
	"context"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// noHiddenInputs stands for everything behind the ports of the use case.
type noHiddenInputs struct {
	saved []domain.Event
}

func (p *noHiddenInputs) Load(_ context.Context, id string) (*domain.Account, int, error) {
	if len(p.saved) == 0 {
		return nil, 0, application.ErrAccountNotFound
	}
	return domain.Replay(id, p.saved), len(p.saved), nil
}

func (p *noHiddenInputs) Save(_ context.Context, _ string, account *domain.Account, _ int) error {
	p.saved = append(p.saved, account.Uncommitted()...)
	return nil
}

func (*noHiddenInputs) Publish(context.Context, []domain.Event) error {
	return nil
}

func (*noHiddenInputs) Now() time.Time {
	return time.Date(2031, 3, 1, 9, 0, 0, 0, time.UTC)
}

func TestMineNoHiddenInputs(t *testing.T) {
	behind := &noHiddenInputs{}
	earnPoints := application.NewEarnPoints(behind, behind, behind)

	order := application.EarnCommand{CustomerID: "ana", OrderID: "order-17", AmountMinor: 5_000}
	if _, err := earnPoints.Execute(t.Context(), order); err != nil {
		t.Fatal("the order:", err)
	}
	if len(behind.saved) != 1 {
		t.Fatalf("the saved events: got %+v, want one", behind.saved)
	}
	if at := behind.saved[0].(domain.PointsEarned).At; !at.Equal(behind.Now()) {
		t.Errorf("the instant of the saved event: got %v, want %v, which the clock shows", at, behind.Now())
	}
}
