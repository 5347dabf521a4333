package application

import (
	"context"
	"errors"

	"go-coffee/internal/loyalty/domain"
)

// updateAccount is what earning and redeeming share: load the account, let decide change it, save it at the version it
// was loaded with, publish what happened. A *ConcurrencyError means: load and decide again, three tries in all.
// whenUnknown gives the account to start from when nobody has saved one, or an error.
//
// A suggestion. No check looks at this function; write it differently, or leave it unused.
func updateAccount(
	ctx context.Context,
	accounts AccountRepository,
	publisher EventPublisher,
	customerID string,
	whenUnknown func() (*domain.Account, error),
	decide func(account *domain.Account) error,
) (*domain.Account, error) {
	return nil, errors.New("not written yet: load, decide, save at the loaded version, then publish")
}
