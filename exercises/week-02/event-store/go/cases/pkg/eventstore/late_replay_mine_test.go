// A payment is stored and its reply is lost. Before the client retries, somebody else appends to the order.
// Set a breakpoint where your SaveEvents looks for a retry: in which part of the stream does it look?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineLateReplay(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	save := func(id string, expected int) error {
		return store.SaveEvents("order-17", []eventstore.Event{{ID: id}}, expected)
	}
	for version, id := range []string{"placed", "paid", "picked-up"} {
		if err := save(id, version); err != nil {
			t.Fatalf("%s at version %d: got the error %v, want nil", id, version, err)
		}
	}

	if err := save("paid", 1); err != nil {
		t.Errorf("the payment, sent again after the order was picked up: got the error %v, want nil", err)
	}
	if events, _ := store.GetEvents("order-17", 1); len(events) != 3 {
		t.Errorf("the events of the order after the retry: got %d, want 3", len(events))
	}
}
