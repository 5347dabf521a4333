// The reply to a payment is lost. A careful client reloads the order, finds it at version 2 and pays again.
// Set a breakpoint where your SaveEvents has found the version right: what does it know of the ids in the stream?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineReusedIdIsRefused(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	paid := eventstore.Event{ID: "paid", Type: "OrderPaid", Data: []byte("350")}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}, paid}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}

	if err := store.SaveEvents("order-17", []eventstore.Event{paid}, 2); err == nil {
		t.Error("a stored payment once more, at the current version: got no error, want one")
	}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "picked-up"}, paid}, 2); err == nil {
		t.Error("a new event together with a stored payment: got no error, want one")
	}
	if events, _ := store.GetEvents("order-17", 1); len(events) != 2 {
		t.Errorf("the events of the order: got %d, want 2", len(events))
	}
}
