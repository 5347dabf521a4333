// A phone numbers its own event: it says that it is version 41. Where an event stands is for the store to say.
// Set a breakpoint where your SaveEvents puts together what it stores: from where does Version come?

package eventstore_test

import (
	"fmt"
	"strings"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineAssignsVersions(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	fromThePhone := eventstore.Event{ID: "placed", Type: "OrderPlaced", Version: 41}
	if err := store.SaveEvents("order-17", []eventstore.Event{fromThePhone}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "paid", Type: "OrderPaid"}}, 1); err != nil {
		t.Fatal("the payment:", err)
	}

	events, _ := store.GetEvents("order-17", 1)
	stream := []string{}
	for _, event := range events {
		stream = append(stream, fmt.Sprint(event.Version, " ", event.Type))
	}
	if got := strings.Join(stream, ", "); got != "1 OrderPlaced, 2 OrderPaid" {
		t.Errorf("the stream of the order: got %s, want 1 OrderPlaced, 2 OrderPaid", got)
	}
}
