// The event store as it was first drafted: save these events to that stream. No version goes in, so none can be
// compared, and whoever writes last adds to a history that is no longer the one the decision was made on. Two counters
// redeem the last 100 points at once, and both get a receipt.

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
func (r *EventStoreAccountRepository) Save(ctx context.Context, id string, account *domain.Account, _ int) error {
	return r.log.Append(ctx, id, account.Uncommitted(), AnyVersion)
}
