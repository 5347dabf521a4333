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
}

// NewGetBalance makes the use case work on these ports.
func NewGetBalance(accounts AccountRepository, clock Clock) *GetBalance {
	return &GetBalance{}
}

// Execute reads, and writes nothing. It fails with ErrAccountNotFound when the customer has no account.
func (u *GetBalance) Execute(ctx context.Context, query BalanceQuery) (BalanceView, error) {
	return BalanceView{}, errors.New("not written yet: load the account, ask it for balance and tier at clock.Now()")
}
