// Three events in one batch, and the last one has no id.
// Set a breakpoint where your SaveEvents looks at the ids: what is stored already when it refuses?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineBatchIsAtomic(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	batch := []eventstore.Event{{ID: "placed"}, {ID: "confirmed"}, {ID: ""}}
	if err := store.SaveEvents("order-17", batch, eventstore.NoStream); err == nil {
		t.Error("a batch whose last event has no id: got no error, want one")
	}
	events, err := store.GetEvents("order-17", 1)
	if len(events) != 0 || err != nil {
		t.Errorf("the stream after the refusal: got %d events and the error %v, want none", len(events), err)
	}
}
