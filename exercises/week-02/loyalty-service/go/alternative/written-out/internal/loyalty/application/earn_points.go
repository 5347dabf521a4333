package application

import (
	"context"
	"errors"

	"go-coffee/internal/loyalty/domain"
)

// EarnCommand asks for the points of a paid order.
type EarnCommand struct {
	CustomerID  string
	OrderID     string
	AmountMinor int64
}

// EarnResult is what the customer has after earning.
type EarnResult struct {
	Balance int64
	Tier    domain.Tier
}

// EarnPoints gives a customer the points for a paid order. It saves and publishes even when nothing is new: both do
// nothing then.
type EarnPoints struct {
	AccountRepository
	EventPublisher
	Clock
}

// NewEarnPoints makes the use case work on these ports.
func NewEarnPoints(accounts AccountRepository, publisher EventPublisher, clock Clock) *EarnPoints {
	return &EarnPoints{accounts, publisher, clock}
}

// Execute gives the points.
func (u *EarnPoints) Execute(ctx context.Context, command EarnCommand) (EarnResult, error) {
	return attempt(func() (EarnResult, error) {
		account, version, err := u.Load(ctx, command.CustomerID)
		if errors.Is(err, ErrAccountNotFound) {
			account, err = domain.NewAccount(command.CustomerID), nil
		}
		if err != nil {
			return EarnResult{}, err
		}
		now := u.Now()
		if err := account.Earn(command.OrderID, command.AmountMinor, now); err != nil {
			return EarnResult{}, err
		}
		if err := u.Save(ctx, command.CustomerID, account, version); err != nil {
			return EarnResult{}, err
		}
		_ = u.Publish(ctx, account.Uncommitted()) // what could not be sent waits in the outbox
		return EarnResult{Balance: account.Balance(now), Tier: account.Tier(now)}, nil
	})
}
