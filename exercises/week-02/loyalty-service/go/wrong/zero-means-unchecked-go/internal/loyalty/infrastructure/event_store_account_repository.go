// Version 0 is what an int is when nobody sets it, so it is taken for "no version given". Every version is checked but
// the first: the two messages that open an account at the same time both succeed, and a customer's first order counts
// twice.

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
	if expectedVersion == 0 {
		expectedVersion = AnyVersion
	}
	err := r.log.Append(ctx, id, account.Uncommitted(), expectedVersion)
	var mismatch *VersionMismatchError
	if errors.As(err, &mismatch) {
		return &application.ConcurrencyError{Expected: mismatch.Expected, Actual: mismatch.Actual}
	}
	return err
}
