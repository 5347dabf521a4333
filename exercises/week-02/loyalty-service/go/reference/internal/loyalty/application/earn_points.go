package application

import (
	"context"

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

// EarnPoints gives a customer the points for a paid order. A customer without an account gets one.
type EarnPoints struct {
	accounts  AccountRepository
	publisher EventPublisher
	clock     Clock
}

// NewEarnPoints makes the use case work on these ports.
func NewEarnPoints(accounts AccountRepository, publisher EventPublisher, clock Clock) *EarnPoints {
	return &EarnPoints{accounts: accounts, publisher: publisher, clock: clock}
}

// Execute gives the points.
func (u *EarnPoints) Execute(ctx context.Context, command EarnCommand) (EarnResult, error) {
	at := u.clock.Now()
	open := func() (*domain.Account, error) { return domain.NewAccount(command.CustomerID), nil }
	earn := func(account *domain.Account) error { return account.Earn(command.OrderID, command.AmountMinor, at) }
	account, err := updateAccount(ctx, u.accounts, u.publisher, command.CustomerID, open, earn)
	if err != nil {
		return EarnResult{}, err
	}
	return EarnResult{Balance: account.Balance(at), Tier: account.Tier(at)}, nil
}
