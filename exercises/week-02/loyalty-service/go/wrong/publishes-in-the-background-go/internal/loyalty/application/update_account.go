// The events go out in a goroutine of their own, so that the customer need not wait for the broker. It works with a
// context that ends with the request, dies with the process, and is bounded by nothing: a slow broker piles up
// goroutines that no limit on requests can see.

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
		go announce(ctx, publisher, account)
		return account, nil
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

// announce publishes what happened. It is saved and stays true, whether or not others can be told of it right now: Save
// has put the events into the outbox as well, and the next command delivers them. So an error changes nothing here.
func announce(ctx context.Context, publisher EventPublisher, account *domain.Account) {
	if events := account.Uncommitted(); len(events) > 0 {
		_ = publisher.Publish(ctx, events)
	}
}
