package eventstore_test

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func readersSeeWholeBatches(t *testing.T) {
	manyReaders(t)
	batch := many(largeSize, "a")
	input := fmt.Sprintf("one goroutine saves a batch of %d while another one reads", largeSize)
	for range readRounds {
		for _, count := range []func(store) (int, error){countStream, countLog} {
			s := eventstore.NewMemoryEventStore()
			var isReading, isSaved atomic.Bool
			least := 2 * largeSize
			var saveErr, readErr error
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
					seen, err := count(s)
					if err != nil {
						readErr = err
					} else if seen != 0 {
						least = min(least, seen)
					}
					isReading.Store(true)
				}
			})
			accepted(t, saveErr, told{Message: "A save that nothing stands against is refused.", Input: input})
			accepted(t, readErr, told{Message: "A read fails while somebody saves.", Input: input})
			whole, err := count(s)
			accepted(t, err, told{Message: "A read fails, though nothing is wrong.", Input: input})
			if least < whole {
				checkkit.Fail(t, told{
					Message:  "A reader saw a part of a batch: an order that is placed and not yet paid, which never was the case.",
					Input:    input,
					Expected: "none of the batch or all of it",
					Actual:   fmt.Sprintf("%d of %d events", least, whole),
				})
			}
		}
	}
}

// manyReaders lets a crowd read streams that nobody has read before, and the log.
func manyReaders(t *testing.T) {
	t.Helper()
	const streams, size = 20, 50
	s := eventstore.NewMemoryEventStore()
	for number := range streams {
		save(t, s, fmt.Sprintf("order-%d", number), many(size, fmt.Sprintf("e%d-", number)), 0)
	}
	errs := make([]error, crowdSize)
	crowd(t, crowdSize, func(reader int) {
		for number := range streams {
			events, err := s.GetEvents(fmt.Sprintf("order-%d", number), 1)
			log, logErr := s.ReadAll(number*size, size)
			errs[reader] = errors.Join(errs[reader], err, logErr)
			if len(events) != size || len(log) != size || log[size-1].ID != events[size-1].ID {
				errs[reader] = errors.Join(errs[reader], fmt.Errorf("%d events in stream %d, %d in its part of the log", len(events), number, len(log)))
			}
		}
	})
	accepted(t, errors.Join(errs...), told{
		Message: "A read fails, or tells something else, because others read at the same time.",
		Input:   fmt.Sprintf("%d goroutines read %d streams of %d events, and the log", crowdSize, streams, size),
	})
}

// largeAgainstSmall saves a large batch while a crowd saves small ones, so that somebody is always faster than the large one.
// It gives the errors of all.
func largeAgainstSmall(t *testing.T, large func() error, small func(number, nth int) error) error {
	t.Helper()
	const most = 80
	errs := make([]error, crowdSize+1)
	var isIn atomic.Bool
	crowd(t, crowdSize+1, func(number int) {
		if number == crowdSize {
			errs[number] = large()
			isIn.Store(true)
			return
		}
		for nth := 0; nth < most && errs[number] == nil && !isIn.Load() && dataRaces() == 0; nth++ {
			errs[number] = small(number, nth)
		}
	})
	return errors.Join(errs...)
}

func countStream(s store) (int, error) {
	events, err := s.GetEvents("order-1", 1)
	return len(events), err
}

func countLog(s store) (int, error) {
	events, err := s.ReadAll(0, 2*largeSize)
	return len(events), err
}

func pollerMissesNothing(t *testing.T) {
	const saves = 2
	total := 0
	batches := make([][][]event, crowdSize)
	for writer := range batches {
		for nth := range saves {
			size := 1 + (writer+nth)%2*300
			batches[writer] = append(batches[writer], many(size, fmt.Sprintf("w%d-%d-", writer+1, nth+1)))
			total += size
		}
	}
	input := fmt.Sprintf("%d goroutines save small and large batches to streams of their own, while a poller reads on", crowdSize)
	s := eventstore.NewMemoryEventStore()
	large := func() error { return s.SaveEvents("large", slowBatch("l"), 0) }
	accepted(t, largeAgainstSmall(t, large, func(number, nth int) error {
		return s.SaveEvents(fmt.Sprintf("small-%d", number), []event{paid(fmt.Sprint("s", nth))}, nth)
	}), told{
		Message: "A save to a stream of its own is refused while others save to theirs.",
		Input:   fmt.Sprintf("a batch of %d to one stream, while %d goroutines save small ones to others", largeSize, crowdSize),
	})
	for range rounds {
		s := eventstore.NewMemoryEventStore()
		errs := make([]error, crowdSize*saves)
		var writing atomic.Int32
		writing.Store(crowdSize)
		var seen []eventstore.RecordedEvent
		var pollErr error
		crowd(t, crowdSize+1, func(number int) {
			if number == crowdSize {
				seen, pollErr = poll(s, &writing, 2*total)
				return
			}
			version := 0
			for nth, batch := range batches[number] {
				errs[number*saves+nth] = s.SaveEvents(fmt.Sprintf("order-%d", number+1), batch, version)
				version += len(batch)
			}
			writing.Add(-1)
		})
		allAccepted(t, errs, told{Message: "A save to a stream of its own is refused while others save to theirs.", Input: input})
		accepted(t, pollErr, told{Message: "ReadAll fails while others save.", Input: input})
		log := logOf(t, s, 0, 2*total)
		checkkit.Equal(t, fmt.Sprint(len(log), " events in the log"), fmt.Sprint(total, " events in the log"), told{
			Message: "The log does not hold what was saved.",
			Input:   input,
		})
		sameLines(t, positions(seen), positions(log), "seen, by position", told{
			Message: "A poller that goes on after the last position it saw has missed or doubled an event.",
			Input:   input,
		})
	}
}

// poll reads the log page by page, going on after the last event it has seen, until nobody writes and nothing is left. It
// gives up on a log that has more to tell than was ever saved, and on an error.
func poll(s store, writing *atomic.Int32, most int) ([]eventstore.RecordedEvent, error) {
	var seen []eventstore.RecordedEvent
	after := 0
	for len(seen) <= most && dataRaces() == 0 {
		isLast := writing.Load() == 0
		page, err := s.ReadAll(after, 1_000)
		if err != nil || len(page) == 0 && isLast {
			return seen, err
		}
		if len(page) > 0 {
			seen = append(seen, page...)
			after = page[len(page)-1].Position
		}
	}
	return seen, nil
}
