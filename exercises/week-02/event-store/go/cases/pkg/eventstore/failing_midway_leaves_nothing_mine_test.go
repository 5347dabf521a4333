// A batch of three comes, and the id of the last one is in the stream already.
// Set a breakpoint where your SaveEvents refuses a known id: how much of the batch is stored at that moment?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineFailingMidwayLeavesNothing(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}

	batch := []eventstore.Event{{ID: "confirmed"}, {ID: "paid"}, {ID: "placed"}}
	if err := store.SaveEvents("order-17", batch, 1); err == nil {
		t.Error("a batch whose last id is known: got no error, want one")
	}
	stream, _ := store.GetEvents("order-17", 1)
	log, _ := store.ReadAll(0, 10)
	if len(stream) != 1 || len(log) != 1 {
		t.Errorf("after the refusal: got %d events in the stream and %d in the log, want 1 and 1", len(stream), len(log))
	}
}
