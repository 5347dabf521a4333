// The events of the command go straight to the broker, and when it does not answer, that was it: the use case goes on,
// as it should, and nobody holds the events any more. A short outage of the broker, and for ever after the other
// services know fewer points than this one.

package infrastructure

import (
	"context"
	"encoding/json"
	"fmt"

	"go-coffee/internal/loyalty/domain"
)

// OutboxPublisher sends the events of the command.
type OutboxPublisher struct {
	broker Broker
}

// NewOutboxPublisher gives to this broker.
func NewOutboxPublisher(_ EventLog, broker Broker) *OutboxPublisher {
	return &OutboxPublisher{broker: broker}
}

// Publish implements application.EventPublisher.
func (p *OutboxPublisher) Publish(ctx context.Context, events []domain.Event) error {
	messages := make([]Message, len(events))
	for i, event := range events {
		value, err := json.Marshal(event)
		if err != nil {
			return err
		}
		headers := map[string]string{"event-id": fmt.Sprintf("%s%+v", event.Name(), event), "event-type": event.Name()}
		messages[i] = Message{Topic: "loyalty.events", Key: event.Account(), Value: value, Headers: headers}
	}
	return p.broker.Produce(ctx, messages)
}
