package infrastructure

import (
	"context"
	"encoding/json"
	"sync"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// OutboxPublisher publishes whatever waits in the outbox of the event log: the events of this command, which Save has
// put there, and those that an earlier command, here or on another instance, could not deliver.
type OutboxPublisher struct {
	log    EventLog
	broker Broker
	// sending is held by the command that sends what waits: two at once would send the same records twice.
	sending sync.Mutex
}

var _ application.EventPublisher = (*OutboxPublisher)(nil)

// NewOutboxPublisher takes from this log and gives to this broker.
func NewOutboxPublisher(log EventLog, broker Broker) *OutboxPublisher {
	return &OutboxPublisher{log: log, broker: broker}
}

// Publish implements application.EventPublisher. It confirms only after the broker has the messages: a crash in between
// sends them twice rather than never.
func (p *OutboxPublisher) Publish(ctx context.Context, _ []domain.Event) error {
	p.sending.Lock()
	defer p.sending.Unlock()
	waiting, err := p.log.Waiting(ctx)
	if err != nil || len(waiting) == 0 {
		return err
	}
	messages := make([]Message, len(waiting))
	ids := make([]string, len(waiting))
	for i, record := range waiting {
		if messages[i], err = toMessage(record); err != nil {
			return err
		}
		ids[i] = record.ID
	}
	if err := p.broker.Produce(ctx, messages); err != nil {
		return err
	}
	return p.log.Confirm(ctx, ids)
}

func toMessage(record Record) (Message, error) {
	value, err := json.Marshal(record.Event)
	return Message{
		Topic:   "loyalty.events",
		Key:     record.Stream,
		Value:   value,
		Headers: map[string]string{"event-id": record.ID, "event-type": record.Event.Name()},
	}, err
}
