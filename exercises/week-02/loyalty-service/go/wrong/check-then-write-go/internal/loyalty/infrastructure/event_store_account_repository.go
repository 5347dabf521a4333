// The version is compared, and then the events are written. Between the two lies a moment in which another instance
// compares as well, finds the same version, and writes. On one laptop it never happens; with two instances it happens
// in every lunch hour.

package infrastructure

import (
	"context"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// EventStoreAccountRepository keeps each account as a stream of events in the log that all instances of the service
// share. The log does the storing; this type makes an account of records, and speaks in the errors of the port.
type EventStoreAccountRepository struct {
	log EventLog
}

var _ application.AccountRepository = (*EventStoreAccountRepository)(nil)

// NewEventStoreAccountRepository works on this log.
func NewEventStoreAccountRepository(log EventLog) *EventStoreAccountRepository {
	return &EventStoreAccountRepository{log: log}
}

// Load implements application.AccountRepository.
func (r *EventStoreAccountRepository) Load(ctx context.Context, id string) (*domain.Account, int, error) {
	records, err := r.log.Read(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	if len(records) == 0 {
		return nil, 0, application.ErrAccountNotFound
	}
	events := make([]domain.Event, len(records))
	for i, record := range records {
		events[i] = record.Event
	}
	return domain.Replay(id, events), len(events), nil
}

// Save implements application.AccountRepository.
func (r *EventStoreAccountRepository) Save(ctx context.Context, id string, account *domain.Account, expectedVersion int) error {
	saved, err := r.log.Read(ctx, id)
	if err != nil {
		return err
	}
	if len(saved) != expectedVersion {
		return &application.ConcurrencyError{Expected: expectedVersion, Actual: len(saved)}
	}
	return r.log.Append(ctx, id, account.Uncommitted(), AnyVersion)
}
