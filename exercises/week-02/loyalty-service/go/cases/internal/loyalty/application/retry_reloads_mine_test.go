// Ana redeems 100 of her 500 points. Before that is saved, another instance saves a redemption of 450.
// Set a breakpoint where your code finds the ConcurrencyError: what is loaded and asked before the next save?

package application_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// retryReloads stands for everything behind the ports of the use case.
type retryReloads struct {
	saved []domain.Event
}

func (p *retryReloads) Load(_ context.Context, id string) (*domain.Account, int, error) {
	if len(p.saved) == 0 {
		return nil, 0, application.ErrAccountNotFound
	}
	return domain.Replay(id, p.saved), len(p.saved), nil
}

func (p *retryReloads) Save(_ context.Context, _ string, account *domain.Account, expected int) error {
	if len(p.saved) == 1 {
		p.saved = append(p.saved, domain.PointsRedeemed{AccountID: "ana", RedemptionID: "grinder", Points: 450, At: p.Now()})
	}
	if len(p.saved) != expected {
		return &application.ConcurrencyError{Expected: expected, Actual: len(p.saved)}
	}
	p.saved = append(p.saved, account.Uncommitted()...)
	return nil
}

func (*retryReloads) Publish(context.Context, []domain.Event) error {
	return nil
}

func (*retryReloads) Now() time.Time {
	return time.Unix(1_000_000, 0)
}

func TestMineRetryReloads(t *testing.T) {
	behind := &retryReloads{}
	behind.saved = []domain.Event{domain.PointsEarned{AccountID: "ana", TxID: "order-1", Points: 500, At: behind.Now()}}
	redeemReward := application.NewRedeemReward(behind, behind, behind)

	mug := application.RedeemCommand{CustomerID: "ana", RedemptionID: "mug-1", Points: 100}
	answer, err := redeemReward.Execute(t.Context(), mug)
	if !errors.Is(err, domain.ErrInsufficientPoints) {
		t.Errorf("100 points redeemed, with 50 left after the conflict: got %+v and the error %v, want ErrInsufficientPoints", answer, err)
	}
}
