// One save works, one comes too late, and one holds an event without an id. The caller can tell the three apart.
// Set a breakpoint at each return of your SaveEvents.

package eventstore_test

import (
	"errors"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineFailuresReachTheCaller(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	var conflict *eventstore.ConcurrencyError

	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}}, eventstore.NoStream); err != nil {
		t.Fatalf("a save that worked: got the error %v, want a plain nil", err)
	}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "late"}}, 0); !errors.As(err, &conflict) {
		t.Errorf("a save at version 1 that expects 0: got the error %v, want a *ConcurrencyError", err)
	}
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: ""}}, 1); err == nil || errors.As(err, &conflict) {
		t.Errorf("an event without an id: got %v, want an error that is no *ConcurrencyError", err)
	}
}
