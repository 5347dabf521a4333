// Ana has 500 points and takes a mug for 300. The answer gets lost, so the app sends the same redemption again.
// Set a breakpoint where your RedeemReward asks the account, and another one before it: who else judges the balance?

package application_test

import (
	"context"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// redeemOnDoubles stands for everything behind the ports of the use case.
type redeemOnDoubles struct {
	saved []domain.Event
}

func (p *redeemOnDoubles) Load(_ context.Context, id string) (*domain.Account, int, error) {
	if len(p.saved) == 0 {
		return nil, 0, application.ErrAccountNotFound
	}
	return domain.Replay(id, p.saved), len(p.saved), nil
}

func (p *redeemOnDoubles) Save(_ context.Context, _ string, account *domain.Account, _ int) error {
	p.saved = append(p.saved, account.Uncommitted()...)
	return nil
}

func (*redeemOnDoubles) Publish(context.Context, []domain.Event) error {
	return nil
}

func (*redeemOnDoubles) Now() time.Time {
	return time.Unix(1_000_000, 0)
}

func TestMineRedeemOnDoubles(t *testing.T) {
	behind := &redeemOnDoubles{}
	behind.saved = []domain.Event{domain.PointsEarned{AccountID: "ana", TxID: "order-1", Points: 500, At: behind.Now()}}
	redeemReward := application.NewRedeemReward(behind, behind, behind)
	mug := application.RedeemCommand{CustomerID: "ana", RedemptionID: "mug-1", Points: 300}

	for _, request := range []string{"first", "second"} {
		answer, err := redeemReward.Execute(t.Context(), mug)
		if err != nil || answer.Balance != 200 {
			t.Errorf("the %s answer to the redemption: got %+v and the error %v, want a balance of 200", request, answer, err)
		}
	}
}
