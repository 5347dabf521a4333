// Ana saves one order after the other, each a batch of three events. Ben reads all the time and counts.
// Set a breakpoint where your SaveEvents takes and where it gives back its lock: what can Ben see in between?

package eventstore_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineReadersSeeWholeBatches(t *testing.T) {
	for range 12 {
		store := eventstore.NewMemoryEventStore()
		var isSaved atomic.Bool
		saveAll := func() {
			defer isSaved.Store(true)
			for order := range 200 {
				store.SaveEvents("orders", []eventstore.Event{
					{ID: fmt.Sprint("placed-", order)},
					{ID: fmt.Sprint("confirmed-", order)},
					{ID: fmt.Sprint("paid-", order)},
				}, eventstore.AnyVersion)
			}
		}

		go saveAll()
		for !isSaved.Load() {
			if events, _ := store.GetEvents("orders", 1); len(events)%3 != 0 {
				t.Fatalf("how many events a reader sees, while batches of three are saved: got %d", len(events))
			}
		}
	}
}
