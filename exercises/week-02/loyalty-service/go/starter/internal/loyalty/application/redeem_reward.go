package application

import (
	"context"
	"errors"
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
}

// NewRedeemReward makes the use case work on these ports.
func NewRedeemReward(accounts AccountRepository, publisher EventPublisher, clock Clock) *RedeemReward {
	return &RedeemReward{}
}

// Execute spends the points. It fails with ErrAccountNotFound when the customer has no account.
func (u *RedeemReward) Execute(ctx context.Context, command RedeemCommand) (RedeemResult, error) {
	return RedeemResult{}, errors.New("not written yet: let the account redeem, save it, then publish")
}
