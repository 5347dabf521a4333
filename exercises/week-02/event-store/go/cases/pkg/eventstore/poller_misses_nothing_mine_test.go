// Ana saves long orders, Ben short ones, and a projection follows the log from the last position that it has seen.
// Set a breakpoint where your SaveEvents takes a position: how long does it take until others can see the event?

package eventstore_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMinePollerMissesNothing(t *testing.T) {
	const orders, long, short = 40, 30, 1
	for range 12 {
		store := eventstore.NewMemoryEventStore()
		var writers atomic.Int32
		writers.Store(2)
		saveAll := func(writer string, size int) {
			defer writers.Add(-1)
			for order := range orders {
				batch := make([]eventstore.Event, size)
				for line := range batch {
					batch[line].ID = fmt.Sprint("order ", order, ", line ", line)
				}
				store.SaveEvents(writer, batch, eventstore.AnyVersion)
			}
		}

		go saveAll("ana", long)
		go saveAll("ben", short)
		seen, position := 0, 0
		for isLast := false; !isLast; {
			isLast = writers.Load() == 0
			events, _ := store.ReadAll(position, 10_000)
			seen += len(events)
			if len(events) > 0 {
				position = events[len(events)-1].Position
			}
		}
		if want := orders * (long + short); seen != want {
			t.Fatalf("how many events the projection has seen: got %d, want %d", seen, want)
		}
	}
}
