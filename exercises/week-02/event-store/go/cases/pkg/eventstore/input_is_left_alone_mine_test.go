// Two orders are saved as the first part of a longer list that belongs to the caller.
// Set a breakpoint where your SaveEvents sets Version or Timestamp: in whose event does it do that?

package eventstore_test

import (
	"fmt"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineInputIsLeftAlone(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	mine := []eventstore.Event{{ID: "placed"}, {ID: "paid"}, {ID: "of another order"}}
	before := fmt.Sprintf("%+v", mine)

	if err := store.SaveEvents("order-17", mine[:2], eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "picked-up"}}, 2); err != nil {
		t.Fatal("the pick-up:", err)
	}
	if after := fmt.Sprintf("%+v", mine); after != before {
		t.Errorf("the caller's list after the save:\n got %s\nwant %s", after, before)
	}
}
