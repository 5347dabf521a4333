// One order is placed twice, and one reading of a machine goes to the end of whatever is there.
// Set a breakpoint where your SaveEvents compares expectedVersion: what becomes of NoStream and AnyVersion?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineNewStreamAndAny(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "again"}}, eventstore.NoStream); err == nil {
		t.Error("the order is placed once more, with NoStream: got no error, want a *ConcurrencyError")
	}

	for _, stream := range []string{"order-17", "machine-4"} {
		if err := store.SaveEvents(stream, []eventstore.Event{{ID: "warm"}}, eventstore.AnyVersion); err != nil {
			t.Errorf("a save to %s with AnyVersion: got the error %v, want nil", stream, err)
		}
	}
}
