// Package application holds the use cases of the loyalty service: in which order things happen, and nothing about how
// points are counted or where they are kept.
package application

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go-coffee/internal/loyalty/domain"
)

// AccountRepository keeps accounts. It is one of the ports: what the use cases need from the outside, in the words of
// the use cases. The outside implements it and returns the errors declared here; a use case knows nothing else of it.
type AccountRepository interface {
	// Load returns the account and its version, which is the number of its saved events. It fails with
	// ErrAccountNotFound when nothing was ever saved.
	Load(ctx context.Context, id string) (account *domain.Account, version int, err error)
	// Save appends the account's uncommitted events, all or none, provided that the saved version is still
	// expectedVersion (0 for an account that nobody has saved yet). It fails with a *ConcurrencyError when it is not.
	Save(ctx context.Context, id string, account *domain.Account, expectedVersion int) error
}

// EventPublisher tells other services what happened.
type EventPublisher interface {
	// Publish may deliver events more than once. It fails when it cannot be done now.
	Publish(ctx context.Context, events []domain.Event) error
}

// Clock tells the time.
type Clock interface {
	Now() time.Time
}

// ErrAccountNotFound says that the customer has no loyalty account.
var ErrAccountNotFound = errors.New("account not found")

// ConcurrencyError says that another writer saved the account in the meantime: the decision rests on an old state.
type ConcurrencyError struct {
	Expected int
	Actual   int
}

func (e *ConcurrencyError) Error() string {
	return fmt.Sprintf("version %d was expected, but %d is saved", e.Expected, e.Actual)
}
