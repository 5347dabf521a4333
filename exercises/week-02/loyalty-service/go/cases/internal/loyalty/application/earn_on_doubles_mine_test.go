// Ana's first order opens her account in the repository that the use case was given. Her order is then delivered again.
// Set a breakpoint where your EarnPoints saves: which repository is it, and what does account.Uncommitted return?

package application_test

import (
	"context"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// earnOnDoubles stands for everything behind the ports of the use case.
type earnOnDoubles struct {
	saved []domain.Event
}

func (p *earnOnDoubles) Load(_ context.Context, id string) (*domain.Account, int, error) {
	if len(p.saved) == 0 {
		return nil, 0, application.ErrAccountNotFound
	}
	return domain.Replay(id, p.saved), len(p.saved), nil
}

func (p *earnOnDoubles) Save(_ context.Context, _ string, account *domain.Account, _ int) error {
	p.saved = append(p.saved, account.Uncommitted()...)
	return nil
}

func (*earnOnDoubles) Publish(context.Context, []domain.Event) error {
	return nil
}

func (*earnOnDoubles) Now() time.Time {
	return time.Unix(1_000_000, 0)
}

func TestMineEarnOnDoubles(t *testing.T) {
	behind := &earnOnDoubles{}
	earnPoints := application.NewEarnPoints(behind, behind, behind)
	order := application.EarnCommand{CustomerID: "ana", OrderID: "order-17", AmountMinor: 5_000}

	for _, delivery := range []string{"first", "second"} {
		answer, err := earnPoints.Execute(t.Context(), order)
		if err != nil || answer.Balance != 500 || answer.Tier != domain.Silver {
			t.Errorf("the %s answer to an order of 50 dollars: got %+v and the error %v, want 500 points, silver", delivery, answer, err)
		}
	}
	if len(behind.saved) != 1 || behind.saved[0].(domain.PointsEarned).TxID != "order-17" {
		t.Errorf("the events in the repository: got %+v, want the one of order-17", behind.saved)
	}
}
