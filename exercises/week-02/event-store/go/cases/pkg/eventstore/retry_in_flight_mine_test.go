// A gateway without patience sends every payment eight times at once. As some races are rare, it is done again and again.
// Set a breakpoint where your SaveEvents looks for a retry, and one where it writes. Is that one step?

package eventstore_test

import (
	"fmt"
	"sync"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineRetryInFlight(t *testing.T) {
	const attempts, payments = 8, 30
	for range 600 {
		store := eventstore.NewMemoryEventStore()
		var gateway sync.WaitGroup
		for range attempts {
			gateway.Go(func() {
				for version := range payments {
					payment := eventstore.Event{ID: fmt.Sprint("payment ", version)}
					if err := store.SaveEvents("tab-3", []eventstore.Event{payment}, version); err != nil {
						t.Errorf("one of %d equal saves that expect version %d: got the error %v, want nil", attempts, version, err)
					}
				}
			})
		}
		gateway.Wait()
		if events, _ := store.GetEvents("tab-3", 1); len(events) != payments {
			t.Errorf("the payments in the stream: got %d, want %d", len(events), payments)
		}
		if t.Failed() {
			return
		}
	}
}
