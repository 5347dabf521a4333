package infrastructure

import (
	"context"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// OutboxPublisher publishes whatever waits in the outbox of the event log: the events of this command, which Save has
// put there, and those that an earlier command, here or on another instance, could not deliver.
type OutboxPublisher struct {
}

var _ application.EventPublisher = (*OutboxPublisher)(nil)

// NewOutboxPublisher takes from this log and gives to this broker.
func NewOutboxPublisher(log EventLog, broker Broker) *OutboxPublisher {
	return &OutboxPublisher{}
}

// Publish implements application.EventPublisher. It sends nothing yet. Stage 2: produce what waits in the outbox, and
// confirm it once the broker has it.
func (p *OutboxPublisher) Publish(ctx context.Context, events []domain.Event) error {
	return nil
}
