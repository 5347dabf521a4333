// A gateway without patience sends every payment eight times at once. As some races are rare, it is done again and again.
// Set a breakpoint where your SaveEvents looks for a retry, and one where it writes. Is that one step?

package eventstore_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineRetryInFlight(t *testing.T) {
	const attempts, payments = 8, 30
	for range 600 {
		store := eventstore.NewMemoryEventStore()
		var refused atomic.Int32
		var gateway sync.WaitGroup
		for range attempts {
			gateway.Go(func() {
				for version := range payments {
					payment := eventstore.Event{ID: fmt.Sprint("payment ", version)}
					if store.SaveEvents("tab-3", []eventstore.Event{payment}, version) != nil {
						refused.Add(1)
					}
				}
			})
		}
		gateway.Wait()
		events, _ := store.GetEvents("tab-3", 1)
		if refused.Load() != 0 || len(events) != payments {
			t.Fatalf("%d payments, each sent %d times: got %d refused and %d in the stream, want 0 and %d",
				payments, attempts, refused.Load(), len(events), payments)
		}
	}
}
