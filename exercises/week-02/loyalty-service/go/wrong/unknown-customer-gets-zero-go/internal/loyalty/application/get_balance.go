// A customer nobody knows gets a friendly answer: 0 points, bronze. A mistyped id in another service now looks like a
// customer who lost everything, and nobody finds the typo.

package application

import (
	"context"
	"errors"

	"go-coffee/internal/loyalty/domain"
)

// BalanceQuery asks what a customer has.
type BalanceQuery struct {
	CustomerID string
}

// BalanceView is what a customer has at one moment.
type BalanceView struct {
	CustomerID string
	Balance    int64
	Tier       domain.Tier
}

// GetBalance tells what a customer has at this moment.
type GetBalance struct {
	accounts AccountRepository
	clock    Clock
}

// NewGetBalance makes the use case work on these ports.
func NewGetBalance(accounts AccountRepository, clock Clock) *GetBalance {
	return &GetBalance{accounts: accounts, clock: clock}
}

// Execute reads, and writes nothing.
func (u *GetBalance) Execute(ctx context.Context, query BalanceQuery) (BalanceView, error) {
	account, _, err := u.accounts.Load(ctx, query.CustomerID)
	if errors.Is(err, ErrAccountNotFound) {
		return BalanceView{CustomerID: query.CustomerID, Tier: domain.Bronze}, nil
	}
	if err != nil {
		return BalanceView{}, err
	}
	at := u.clock.Now()
	return BalanceView{CustomerID: query.CustomerID, Balance: account.Balance(at), Tier: account.Tier(at)}, nil
}
