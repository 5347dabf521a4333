// Eight machines report to the same stream, and none expects anything of it. Races are rare, so they report often.
// Set a breakpoint where your SaveEvents handles AnyVersion: what if somebody else saves right after it?

package eventstore_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineAnyAppendLosesNothing(t *testing.T) {
	const machines, reports = 8, 20
	for range 300 {
		store := eventstore.NewMemoryEventStore()
		var refused atomic.Int32
		var day sync.WaitGroup
		for machine := range machines {
			day.Go(func() {
				for number := range reports {
					report := eventstore.Event{ID: fmt.Sprint("machine ", machine, ", report ", number)}
					if store.SaveEvents("machines", []eventstore.Event{report}, eventstore.AnyVersion) != nil {
						refused.Add(1)
					}
				}
			})
		}
		day.Wait()
		events, _ := store.GetEvents("machines", 1)
		if refused.Load() != 0 || len(events) != machines*reports {
			t.Fatalf("%d reports with AnyVersion: got %d refused and %d in the stream, want 0 refused",
				machines*reports, refused.Load(), len(events))
		}
	}
}
