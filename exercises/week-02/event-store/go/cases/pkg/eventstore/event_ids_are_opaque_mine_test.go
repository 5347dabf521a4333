// Three orders, and ids that would look alike if they were joined with the name of their order.
// Set a breakpoint where your SaveEvents asks whether an id is known: where does it look, and what is in there?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineEventIdsAreOpaque(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	for _, save := range []struct{ order, id string }{
		{"order-7", "1:paid"},
		{"order-7:1", "paid"},
		{"order-8", "paid"},
	} {
		if err := store.SaveEvents(save.order, []eventstore.Event{{ID: save.id}}, eventstore.NoStream); err != nil {
			t.Errorf("the event %s of %s: got the error %v, want nil", save.id, save.order, err)
		}
		events, _ := store.GetEvents(save.order, 1)
		if len(events) != 1 || events[0].ID != save.id {
			t.Errorf("the stream %s: got %d events %v, want %s alone", save.order, len(events), events, save.id)
		}
	}
}
