package infrastructure

import "context"

// Message is what goes to the broker. Messages with the same key keep their order.
type Message struct {
	Topic   string
	Key     string
	Value   []byte
	Headers map[string]string
}

// Broker is a message broker in the manner of Kafka, seen from a producer.
type Broker interface {
	// Produce returns nil when every message is accepted, and an error when the broker is away or refuses them.
	Produce(ctx context.Context, messages []Message) error
}
