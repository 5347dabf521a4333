// A payment of 3.50 is stored. The same batch comes again with the same id, but now it says 9.90.
// Set a breakpoint where your SaveEvents recognises a retry: does it look at more than the ids?

package eventstore_test

import (
	"errors"
	"fmt"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineChangedReplayIsRefused(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	pay := func(cents string) error {
		paid := eventstore.Event{ID: "paid", Type: "OrderPaid", Data: []byte(cents)}
		return store.SaveEvents("order-17", []eventstore.Event{paid}, eventstore.NoStream)
	}
	if err := pay("350"); err != nil {
		t.Fatal("the payment:", err)
	}

	err := pay("990")
	var conflict *eventstore.ConcurrencyError
	if err == nil || errors.As(err, &conflict) {
		t.Errorf("the same id with 990 in place of 350: got %v, want an error that is no *ConcurrencyError", err)
	}
	events, _ := store.GetEvents("order-17", 1)
	if got := fmt.Sprintf("%s", events[0].Data); got != "350" {
		t.Errorf("the data of the stored payment: got %s, want 350", got)
	}
}
