package infrastructure

import (
	"context"
	"slices"
	"sync"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// InMemoryAccountRepository keeps accounts in this object: for tests and for a first run on a laptop. It keeps the same
// contract as the one over the event log, and is safe for concurrent use.
type InMemoryAccountRepository struct {
	lock sync.Mutex
	// histories holds events rather than accounts: an account is changeable, and whoever loads one must not change ours.
	histories map[string][]domain.Event
}

var _ application.AccountRepository = (*InMemoryAccountRepository)(nil)

// NewInMemoryAccountRepository is an empty repository.
func NewInMemoryAccountRepository() *InMemoryAccountRepository {
	return &InMemoryAccountRepository{histories: map[string][]domain.Event{}}
}

// Load implements application.AccountRepository.
func (r *InMemoryAccountRepository) Load(_ context.Context, id string) (*domain.Account, int, error) {
	r.lock.Lock()
	defer r.lock.Unlock()
	history := r.histories[id]
	if len(history) == 0 {
		return nil, 0, application.ErrAccountNotFound
	}
	return domain.Replay(id, history), len(history), nil
}

// Save implements application.AccountRepository.
func (r *InMemoryAccountRepository) Save(_ context.Context, id string, account *domain.Account, expectedVersion int) error {
	r.lock.Lock()
	defer r.lock.Unlock()
	history := r.histories[id]
	if len(history) != expectedVersion {
		return &application.ConcurrencyError{Expected: expectedVersion, Actual: len(history)}
	}
	r.histories[id] = slices.Concat(history, account.Uncommitted())
	return nil
}
