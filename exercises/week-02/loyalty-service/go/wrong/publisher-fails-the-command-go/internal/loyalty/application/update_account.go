// An error of the publisher comes out of the use case. The points are saved, but the customer reads "something went
// wrong" and orders again; and for as long as the broker is down, nobody can redeem anything at all.

package application

import (
	"context"
	"errors"

	"go-coffee/internal/loyalty/domain"
)

const tries = 3

// updateAccount is what earning and redeeming share: load the account, let decide change it, save it at the version it
// was loaded with, publish what happened. On a *ConcurrencyError it loads and decides again, three tries in all.
// whenUnknown gives the account to start from when nobody has saved one, or an error.
func updateAccount(
	ctx context.Context,
	accounts AccountRepository,
	publisher EventPublisher,
	customerID string,
	whenUnknown func() (*domain.Account, error),
	decide func(account *domain.Account) error,
) (*domain.Account, error) {
	for attempt := 1; ; attempt++ {
		account, err := tryUpdate(ctx, accounts, customerID, whenUnknown, decide)
		var conflict *ConcurrencyError
		if errors.As(err, &conflict) && attempt < tries {
			continue
		}
		if err != nil {
			return nil, err
		}
		return account, announce(ctx, publisher, account)
	}
}

func tryUpdate(
	ctx context.Context,
	accounts AccountRepository,
	customerID string,
	whenUnknown func() (*domain.Account, error),
	decide func(account *domain.Account) error,
) (*domain.Account, error) {
	account, version, err := accounts.Load(ctx, customerID)
	if errors.Is(err, ErrAccountNotFound) {
		account, err = whenUnknown()
		version = 0
	}
	if err != nil {
		return nil, err
	}
	if err := decide(account); err != nil {
		return nil, err
	}
	if len(account.Uncommitted()) == 0 {
		return account, nil
	}
	return account, accounts.Save(ctx, customerID, account, version)
}

func announce(ctx context.Context, publisher EventPublisher, account *domain.Account) error {
	events := account.Uncommitted()
	if len(events) == 0 {
		return nil
	}
	return publisher.Publish(ctx, events)
}
