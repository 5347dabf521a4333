package application

import (
	"context"
	"time"

	"go-coffee/internal/loyalty/domain"
)

// EarnCommand asks for the points of a paid order.
type EarnCommand struct {
	Channel     string
	CustomerID  string
	OrderID     string
	AmountMinor int64
}

// EarnResult is what the customer has after earning.
type EarnResult struct {
	At      time.Time
	Balance int64
	Tier    domain.Tier
	Tries   int
}

// EarnPoints gives a customer the points for a paid order.
type EarnPoints struct{ ports }

// NewEarnPoints makes the use case work on these ports.
func NewEarnPoints(accounts AccountRepository, publisher EventPublisher, clock Clock) *EarnPoints {
	return &EarnPoints{ports{accounts: accounts, publisher: publisher, clock: clock}}
}

// Execute gives the points.
func (u *EarnPoints) Execute(ctx context.Context, command EarnCommand) (EarnResult, error) {
	done, err := u.update(ctx, command.CustomerID,
		func() (*domain.Account, error) { return domain.NewAccount(command.CustomerID), nil },
		func(a *domain.Account, at time.Time) error { return a.Earn(command.OrderID, command.AmountMinor, at) })
	if err != nil {
		return EarnResult{}, err
	}
	return EarnResult{At: done.at, Balance: done.account.Balance(done.at), Tier: done.account.Tier(done.at), Tries: done.tries}, nil
}
