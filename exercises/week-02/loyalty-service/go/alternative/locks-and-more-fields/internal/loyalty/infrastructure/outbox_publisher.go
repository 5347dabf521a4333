package infrastructure

import (
	"context"
	"encoding/json"
	"sync"

	"go-coffee/internal/loyalty/domain"
)

// OutboxPublisher sends what waits customer by customer, and confirms what the broker has before it goes on.
type OutboxPublisher struct {
	log    EventLog
	broker Broker
	lock   sync.Mutex
}

// NewOutboxPublisher takes from this log and gives to this broker.
func NewOutboxPublisher(log EventLog, broker Broker) *OutboxPublisher {
	return &OutboxPublisher{log: log, broker: broker}
}

// Publish implements application.EventPublisher.
func (p *OutboxPublisher) Publish(ctx context.Context, _ []domain.Event) error {
	p.lock.Lock()
	defer p.lock.Unlock()
	waiting, err := p.log.Waiting(ctx)
	if err != nil {
		return err
	}
	streams, order := map[string][]Record{}, []string{}
	for _, record := range waiting {
		if streams[record.Stream] == nil {
			order = append(order, record.Stream)
		}
		streams[record.Stream] = append(streams[record.Stream], record)
	}
	for _, stream := range order {
		if err := p.send(ctx, streams[stream]); err != nil {
			return err
		}
	}
	return nil
}

func (p *OutboxPublisher) send(ctx context.Context, records []Record) error {
	messages, ids := []Message{}, []string{}
	for _, record := range records {
		value, err := json.Marshal(record.Event)
		if err != nil {
			return err
		}
		headers := map[string]string{"event-id": record.ID, "event-type": record.Event.Name(), "content-type": "application/json"}
		messages = append(messages, Message{Topic: "loyalty.events", Key: record.Stream, Value: value, Headers: headers})
		ids = append(ids, record.ID)
	}
	if err := p.broker.Produce(ctx, messages); err != nil {
		return err
	}
	return p.log.Confirm(ctx, ids)
}
