package eventstore_test

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func readersSeeWholeBatches(t *testing.T) {
	batch := batchOf(largeSize, "a")
	input := fmt.Sprintf("one goroutine saves a batch of %d while another one reads", largeSize)
	for range readRounds {
		for _, count := range []func(store) int{countStream, countLog} {
			s := eventstore.NewMemoryEventStore()
			var isReading, isSaved atomic.Bool
			var partial int
			var saveErr error
			crowd(t, 2, func(number int) {
				if number == 0 {
					for !isReading.Load() {
						runtime.Gosched()
					}
					saveErr = s.SaveEvents("order-1", batch, 0)
					isSaved.Store(true)
					return
				}
				for isLast := false; !isLast && dataRaces() == 0; {
					isLast = isSaved.Load()
					if seen := count(s); seen != 0 && seen != largeSize {
						partial = seen
					}
					isReading.Store(true)
				}
			})
			accepted(t, saveErr, told{Message: "A save that nothing stands against is refused.", Input: input})
			if partial != 0 {
				checkkit.Fail(t, told{
					Message:  "A reader saw a part of a batch: an order that is placed and not yet paid, which never was the case.",
					Input:    input,
					Expected: "none of the batch or all of it",
					Actual:   fmt.Sprintf("%d of %d events", partial, largeSize),
				})
			}
		}
	}
}

func countStream(s store) int {
	events, _ := s.GetEvents("order-1", 1)
	return len(events)
}

func countLog(s store) int {
	events, _ := s.ReadAll(0, 2*largeSize)
	return len(events)
}

func pollerMissesNothing(t *testing.T) {
	const saves = 2
	total := 0
	batches := make([][][]event, crowdSize)
	for writer := range batches {
		for nth := range saves {
			size := 1 + (writer+nth)%2*300
			batches[writer] = append(batches[writer], batchOf(size, fmt.Sprintf("w%d-%d", writer+1, nth+1)))
			total += size
		}
	}
	input := fmt.Sprintf("%d goroutines save small and large batches to streams of their own, while a poller reads on", crowdSize)
	for range rounds {
		s := eventstore.NewMemoryEventStore()
		var writing atomic.Int32
		writing.Store(crowdSize)
		var seen []eventstore.RecordedEvent
		crowd(t, crowdSize+1, func(number int) {
			if number == crowdSize {
				seen = poll(s, &writing, 2*total)
				return
			}
			for _, batch := range batches[number] {
				_ = s.SaveEvents(fmt.Sprintf("order-%d", number+1), batch, eventstore.AnyVersion)
			}
			writing.Add(-1)
		})
		log := logOf(t, s, 0, 2*total)
		checkkit.Equal(t, len(log), total, told{Message: "The log does not hold what was saved.", Input: input})
		sameLines(t, positions(seen), positions(log), told{
			Message: "A poller that goes on after the last position it saw has missed or doubled an event. No projection will ever notice.",
			Input:   input,
		})
	}
}

// poll reads the log page by page, going on after the last event it has seen, until nobody writes and nothing is left. It
// gives up on a log that has more to tell than was ever saved.
func poll(s store, writing *atomic.Int32, most int) []eventstore.RecordedEvent {
	var seen []eventstore.RecordedEvent
	after := 0
	for len(seen) <= most && dataRaces() == 0 {
		isLast := writing.Load() == 0
		page, _ := s.ReadAll(after, 1_000)
		if len(page) == 0 && isLast {
			return seen
		}
		if len(page) > 0 {
			seen = append(seen, page...)
			after = page[len(page)-1].Position
		}
	}
	return seen
}
