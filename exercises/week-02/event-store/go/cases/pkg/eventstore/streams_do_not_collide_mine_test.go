// Three tenants choose names for their orders that look alike.
// Set a breakpoint where your code looks a stream up: can another name lead to the same stream?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineStreamsDoNotCollide(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	names := []string{"order-7", "order-7:1", "Order-7"}
	for _, name := range names {
		placed := eventstore.Event{ID: "1", Data: []byte(name)}
		if err := store.SaveEvents(name, []eventstore.Event{placed}, eventstore.NoStream); err != nil {
			t.Fatalf("the first event of the stream %s: got the error %v, want nil", name, err)
		}
	}

	for _, name := range names {
		events, _ := store.GetEvents(name, 1)
		if len(events) != 1 || string(events[0].Data) != name {
			t.Errorf("the stream %s: got %d events %q, want the one of %s", name, len(events), events, name)
		}
	}
}
