// Reading is frequent, so each instance keeps what it once read. The customer redeems on one instance, looks at the
// balance through another, and sees the points still there.

package application

import (
	"context"
	"sync"

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
	read     sync.Map
}

// NewGetBalance makes the use case work on these ports.
func NewGetBalance(accounts AccountRepository, clock Clock) *GetBalance {
	return &GetBalance{accounts: accounts, clock: clock}
}

// Execute reads, and writes nothing. It fails with ErrAccountNotFound when the customer has no account.
func (u *GetBalance) Execute(ctx context.Context, query BalanceQuery) (BalanceView, error) {
	if known, ok := u.read.Load(query.CustomerID); ok {
		return known.(BalanceView), nil
	}
	account, _, err := u.accounts.Load(ctx, query.CustomerID)
	if err != nil {
		return BalanceView{}, err
	}
	at := u.clock.Now()
	view := BalanceView{CustomerID: query.CustomerID, Balance: account.Balance(at), Tier: account.Tier(at)}
	u.read.Store(query.CustomerID, view)
	return view, nil
}
