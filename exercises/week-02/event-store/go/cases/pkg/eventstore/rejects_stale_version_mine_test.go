// The order is at version 2, paid. A cancellation comes that was decided on version 1, and one decided on version 3.
// Set a breakpoint where your SaveEvents compares expectedVersion with the version of the stream.

package eventstore_test

import (
	"errors"
	"fmt"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineRejectsStaleVersion(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}, {ID: "paid"}}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}

	for _, decidedOn := range []int{1, 3} {
		cancelled := eventstore.Event{ID: fmt.Sprint("cancelled-", decidedOn), Type: "OrderCancelled"}
		err := store.SaveEvents("order-17", []eventstore.Event{cancelled}, decidedOn)
		var conflict *eventstore.ConcurrencyError
		if !errors.As(err, &conflict) {
			t.Fatalf("a cancellation decided on version %d, at version 2: got the error %v, want a *ConcurrencyError", decidedOn, err)
		}
		if conflict.Expected != decidedOn || conflict.Actual != 2 {
			t.Errorf("what the error says: got %+v, want Expected %d and Actual 2", *conflict, decidedOn)
		}
		if events, _ := store.GetEvents("order-17", 1); len(events) != 2 {
			t.Fatalf("the events of the stream after the refusal: got %d, want 2", len(events))
		}
	}
}
