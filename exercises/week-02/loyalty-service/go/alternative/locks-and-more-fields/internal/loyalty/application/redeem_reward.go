package application

import (
	"context"
	"time"

	"go-coffee/internal/loyalty/domain"
)

// RedeemCommand asks for a reward that costs points.
type RedeemCommand struct {
	CustomerID   string
	RedemptionID string
	Points       int64
	Reward       string
}

// RedeemResult is what the customer has after redeeming.
type RedeemResult struct {
	At      time.Time
	Balance int64
}

// RedeemReward exchanges points for a reward.
type RedeemReward struct{ ports }

// NewRedeemReward makes the use case work on these ports.
func NewRedeemReward(accounts AccountRepository, publisher EventPublisher, clock Clock) *RedeemReward {
	return &RedeemReward{ports{accounts: accounts, publisher: publisher, clock: clock}}
}

// Execute spends the points.
func (u *RedeemReward) Execute(ctx context.Context, command RedeemCommand) (RedeemResult, error) {
	done, err := u.update(ctx, command.CustomerID,
		func() (*domain.Account, error) { return nil, ErrAccountNotFound },
		func(a *domain.Account, at time.Time) error { return a.Redeem(command.RedemptionID, command.Points, at) })
	if err != nil {
		return RedeemResult{}, err
	}
	return RedeemResult{At: done.at, Balance: done.account.Balance(done.at)}, nil
}
