package infrastructure

import (
	"context"
	"errors"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// InMemoryAccountRepository keeps accounts in this object: for tests and for a first run on a laptop. It keeps the same
// contract as the one over the event log, and is safe for concurrent use.
type InMemoryAccountRepository struct {
}

var _ application.AccountRepository = (*InMemoryAccountRepository)(nil)

// NewInMemoryAccountRepository is an empty repository.
func NewInMemoryAccountRepository() *InMemoryAccountRepository {
	return &InMemoryAccountRepository{}
}

// Load implements application.AccountRepository.
func (r *InMemoryAccountRepository) Load(ctx context.Context, id string) (*domain.Account, int, error) {
	return nil, 0, errors.New("not written yet: replay the events you keep, or ErrAccountNotFound when there are none")
}

// Save implements application.AccountRepository.
func (r *InMemoryAccountRepository) Save(ctx context.Context, id string, account *domain.Account, expectedVersion int) error {
	return errors.New("not written yet: append account.Uncommitted() when the saved version is expectedVersion")
}
