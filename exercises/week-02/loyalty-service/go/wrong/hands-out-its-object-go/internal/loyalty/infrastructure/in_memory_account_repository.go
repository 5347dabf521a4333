// Accounts are kept as they are, and the caller gets the pointer. A command that changes it and then fails has changed
// it all the same; two requests at once work on one account without a lock; and every test on this repository tells
// nothing about the real one.

package infrastructure

import (
	"context"
	"sync"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// InMemoryAccountRepository keeps accounts in this object: for tests and for a first run on a laptop. It keeps the same
// contract as the one over the event log, and is safe for concurrent use.
type InMemoryAccountRepository struct {
	lock     sync.Mutex
	accounts map[string]*domain.Account
}

var _ application.AccountRepository = (*InMemoryAccountRepository)(nil)

// NewInMemoryAccountRepository is an empty repository.
func NewInMemoryAccountRepository() *InMemoryAccountRepository {
	return &InMemoryAccountRepository{accounts: map[string]*domain.Account{}}
}

// Load implements application.AccountRepository.
func (r *InMemoryAccountRepository) Load(_ context.Context, id string) (*domain.Account, int, error) {
	r.lock.Lock()
	defer r.lock.Unlock()
	account, ok := r.accounts[id]
	if !ok {
		return nil, 0, application.ErrAccountNotFound
	}
	return account, len(account.Uncommitted()), nil
}

// Save implements application.AccountRepository.
func (r *InMemoryAccountRepository) Save(_ context.Context, id string, account *domain.Account, expectedVersion int) error {
	r.lock.Lock()
	defer r.lock.Unlock()
	actual := 0
	if known, ok := r.accounts[id]; ok {
		actual = len(known.Uncommitted())
	}
	if actual != expectedVersion {
		return &application.ConcurrencyError{Expected: expectedVersion, Actual: actual}
	}
	r.accounts[id] = account
	return nil
}
