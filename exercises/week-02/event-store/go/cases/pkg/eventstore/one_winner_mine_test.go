// Eight baristas decide on one order. They all try version 0, then version 1, and so on, many times: races are rare.
// Set a breakpoint where your SaveEvents compares the version: who may come before it writes?

package eventstore_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineOneWinner(t *testing.T) {
	const baristas, decisions = 8, 30
	for range 600 {
		store := eventstore.NewMemoryEventStore()
		var winners [decisions]atomic.Int32
		var shift sync.WaitGroup
		for barista := range baristas {
			shift.Go(func() {
				for version := range decisions {
					decision := eventstore.Event{ID: fmt.Sprint("barista ", barista, ", decision ", version)}
					if store.SaveEvents("order-17", []eventstore.Event{decision}, version) == nil {
						winners[version].Add(1)
					}
				}
			})
		}
		shift.Wait()
		for version := range decisions {
			if got := winners[version].Load(); got != 1 {
				t.Fatalf("saves that succeeded of the %d that expect version %d: got %d, want 1", baristas, version, got)
			}
		}
	}
}
