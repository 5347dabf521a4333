package application

import (
	"context"
	"fmt"
)

// RedeemCommand asks for a reward that costs points.
type RedeemCommand struct {
	CustomerID   string
	RedemptionID string
	Points       int64
}

// RedeemResult is what the customer has after redeeming.
type RedeemResult struct {
	Balance int64
}

// RedeemReward exchanges points for a reward.
type RedeemReward struct {
	AccountRepository
	EventPublisher
	Clock
}

// NewRedeemReward makes the use case work on these ports.
func NewRedeemReward(accounts AccountRepository, publisher EventPublisher, clock Clock) *RedeemReward {
	return &RedeemReward{accounts, publisher, clock}
}

// Execute spends the points. Its errors say whose points they were.
func (u *RedeemReward) Execute(ctx context.Context, command RedeemCommand) (RedeemResult, error) {
	result, err := attempt(func() (RedeemResult, error) {
		account, version, err := u.Load(ctx, command.CustomerID)
		if err != nil {
			return RedeemResult{}, err
		}
		now := u.Now()
		if err := account.Redeem(command.RedemptionID, command.Points, now); err != nil {
			return RedeemResult{}, err
		}
		if err := u.Save(ctx, command.CustomerID, account, version); err != nil {
			return RedeemResult{}, err
		}
		_ = u.Publish(ctx, account.Uncommitted()) // what could not be sent waits in the outbox
		return RedeemResult{Balance: account.Balance(now)}, nil
	})
	if err != nil {
		return RedeemResult{}, fmt.Errorf("redeem for customer %q: %w", command.CustomerID, err)
	}
	return result, nil
}
