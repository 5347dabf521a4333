package infrastructure

import (
	"context"
	"errors"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// EventStoreAccountRepository keeps each account as a stream of events in the log that all instances of the service
// share. The log does the storing; this type makes an account of records, and speaks in the errors of the port.
type EventStoreAccountRepository struct {
}

var _ application.AccountRepository = (*EventStoreAccountRepository)(nil)

// NewEventStoreAccountRepository works on this log.
func NewEventStoreAccountRepository(log EventLog) *EventStoreAccountRepository {
	return &EventStoreAccountRepository{}
}

// Load implements application.AccountRepository.
func (r *EventStoreAccountRepository) Load(ctx context.Context, id string) (*domain.Account, int, error) {
	return nil, 0, errors.New("not written yet: read the stream and replay it, or ErrAccountNotFound when it is empty")
}

// Save implements application.AccountRepository.
func (r *EventStoreAccountRepository) Save(ctx context.Context, id string, account *domain.Account, expectedVersion int) error {
	return errors.New("not written yet: append account.Uncommitted() at expectedVersion")
}
