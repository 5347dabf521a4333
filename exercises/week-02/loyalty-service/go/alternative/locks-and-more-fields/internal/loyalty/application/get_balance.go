package application

import (
	"context"
	"time"

	"go-coffee/internal/loyalty/domain"
)

// BalanceQuery asks what a customer has.
type BalanceQuery struct {
	CustomerID string
}

// BalanceView is what a customer has at one moment.
type BalanceView struct {
	At         time.Time
	CustomerID string
	Balance    int64
	Tier       domain.Tier
	Version    int
}

// GetBalance tells what a customer has at this moment.
type GetBalance struct {
	accounts AccountRepository
	clock    Clock
}

// NewGetBalance makes the use case work on these ports.
func NewGetBalance(accounts AccountRepository, clock Clock) *GetBalance {
	return &GetBalance{accounts, clock}
}

// Execute reads, and writes nothing.
func (u *GetBalance) Execute(ctx context.Context, query BalanceQuery) (view BalanceView, err error) {
	view.At, view.CustomerID = u.clock.Now(), query.CustomerID
	account, version, err := u.accounts.Load(ctx, query.CustomerID)
	if err != nil {
		return BalanceView{}, err
	}
	view.Balance, view.Tier, view.Version = account.Balance(view.At), account.Tier(view.At), version
	return view, nil
}
