// Eight machines report to the same stream, and none expects anything of it. Races are rare, so they report often.
// Set a breakpoint where your SaveEvents handles AnyVersion: what if somebody else saves right after it?

package eventstore_test

import (
	"fmt"
	"sync"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineAnyAppendLosesNothing(t *testing.T) {
	const machines, reports = 8, 20
	for range 300 {
		store := eventstore.NewMemoryEventStore()
		var day sync.WaitGroup
		for machine := range machines {
			day.Go(func() {
				for number := range reports {
					report := eventstore.Event{ID: fmt.Sprint("machine ", machine, ", report ", number)}
					if err := store.SaveEvents("machines", []eventstore.Event{report}, eventstore.AnyVersion); err != nil {
						t.Errorf("a report with AnyVersion: got the error %v, want nil", err)
					}
				}
			})
		}
		day.Wait()
		if events, _ := store.GetEvents("machines", 1); len(events) != machines*reports {
			t.Errorf("the reports in the stream: got %d, want %d", len(events), machines*reports)
		}
		if t.Failed() {
			return
		}
	}
}
