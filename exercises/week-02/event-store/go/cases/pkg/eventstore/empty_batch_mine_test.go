// The order is at version 2. A command that changes nothing asks with an empty batch whether its view is current.
// Set a breakpoint at the top of your SaveEvents and step: which line judges the version of an empty batch?

package eventstore_test

import (
	"errors"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineEmptyBatch(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}, {ID: "paid"}}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}

	if err := store.SaveEvents("order-17", nil, 2); err != nil {
		t.Errorf("an empty batch that expects version 2: got the error %v, want nil", err)
	}
	err := store.SaveEvents("order-17", nil, 1)
	var conflict *eventstore.ConcurrencyError
	if !errors.As(err, &conflict) {
		t.Errorf("an empty batch that expects version 1: got the error %v, want a *ConcurrencyError", err)
	}
}
