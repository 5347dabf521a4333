// Two shops have a store each, and both number their orders from 1.
// Set a breakpoint where your SaveEvents looks a stream up: does what it looks into belong to this store?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineStateIsInTheStore(t *testing.T) {
	north, south := eventstore.NewMemoryEventStore(), eventstore.NewMemoryEventStore()
	if err := north.SaveEvents("order-1", []eventstore.Event{{ID: "ana"}}, eventstore.NoStream); err != nil {
		t.Fatal("an order in the north:", err)
	}

	if events, _ := south.GetEvents("order-1", 1); len(events) != 0 {
		t.Errorf("the events of order-1 in the south, where nobody has saved: got %d, want 0", len(events))
	}
	if err := south.SaveEvents("order-1", []eventstore.Event{{ID: "ben"}}, eventstore.NoStream); err != nil {
		t.Errorf("order-1 in the south: got the error %v, want nil", err)
	}
}
