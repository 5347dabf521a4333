package infrastructure

import (
	"context"
	"errors"

	"go-coffee/internal/loyalty/domain"
)

// EventStoreAccountRepository keeps each account as a stream of events in the log that all instances of the service
// share. The log does the storing; this type makes an account of records, and speaks in the errors of the port.
type EventStoreAccountRepository struct {
	log EventLog
}

// ErrAccountNotFound says that the customer has no loyalty account.
var ErrAccountNotFound = errors.New("account not found")

// NewEventStoreAccountRepository works on this log.
func NewEventStoreAccountRepository(log EventLog) *EventStoreAccountRepository {
	return &EventStoreAccountRepository{log: log}
}

// Load implements the repository of the use cases.
func (r *EventStoreAccountRepository) Load(ctx context.Context, id string) (*domain.Account, int, error) {
	records, err := r.log.Read(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	if len(records) == 0 {
		return nil, 0, ErrAccountNotFound
	}
	events := make([]domain.Event, len(records))
	for i, record := range records {
		events[i] = record.Event
	}
	return domain.Replay(id, events), len(events), nil
}

// Save implements the repository of the use cases.
func (r *EventStoreAccountRepository) Save(ctx context.Context, id string, account *domain.Account, expectedVersion int) error {
	return r.log.Append(ctx, id, account.Uncommitted(), expectedVersion)
}
