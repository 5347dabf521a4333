package infrastructure

import (
	"context"
	"encoding/json"

	"go-coffee/internal/loyalty/domain"
)

// OutboxPublisher sends what waits in the outbox one by one, and confirms each record as soon as the broker has it.
type OutboxPublisher struct {
	log    EventLog
	broker Broker
	// turn holds one token. Whoever has it sends; a caller that gives up need not wait for it.
	turn chan struct{}
}

// NewOutboxPublisher takes from this log and gives to this broker.
func NewOutboxPublisher(log EventLog, broker Broker) *OutboxPublisher {
	return &OutboxPublisher{log: log, broker: broker, turn: make(chan struct{}, 1)}
}

// Publish implements application.EventPublisher. It stops at the first record that cannot be sent, to keep the order.
func (p *OutboxPublisher) Publish(ctx context.Context, _ []domain.Event) error {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	waiting, err := p.log.Waiting(ctx)
	if err != nil {
		return err
	}
	for _, record := range waiting {
		if err := p.send(ctx, record); err != nil {
			return err
		}
	}
	return nil
}

func (p *OutboxPublisher) send(ctx context.Context, record Record) error {
	value, err := json.Marshal(record.Event)
	if err != nil {
		return err
	}
	headers := map[string]string{"event-id": record.ID, "event-type": record.Event.Name()}
	message := Message{Topic: "loyalty.events", Key: record.Event.Account(), Value: value, Headers: headers}
	if err := p.broker.Produce(ctx, []Message{message}); err != nil {
		return err
	}
	return p.log.Confirm(ctx, []string{record.ID})
}
