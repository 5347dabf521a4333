// A save is refused, and the same store goes on with its work. If this test never ends, a lock was not given back.
// Set a breakpoint where your SaveEvents refuses: what does the next call find that this one has left behind?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineUsableAfterRefusal(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "late"}}, 0); err == nil {
		t.Fatal("a save at version 1 that expects 0: got no error, want a *ConcurrencyError")
	}

	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "paid"}}, 1); err != nil {
		t.Errorf("the next save to the same order: got the error %v, want nil", err)
	}
	if err := store.SaveEvents("order-18", []eventstore.Event{{ID: "placed"}}, 0); err != nil {
		t.Errorf("a save to another order: got the error %v, want nil", err)
	}
}
