package eventstore_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

// How races are found. The time between a solution's look at a stream and its write may be a few nanoseconds, so no race is
// left to luck: one goroutine saves a batch so large that it holds whatever the solution locks for a while, and a crowd asks
// again and again to be the next. When the large batch is in, the whole crowd stands before the same version at the same
// moment. A right solution passes every round, whatever the scheduler does. A wrong one is found in every second round or
// more often, measured with and without the race detector on two cores that four other programs wanted as well; the numbers
// of rounds make a miss less likely than one in a hundred thousand there.
const (
	crowdSize = 8

	rounds       = 6
	behindRounds = 18
	readRounds   = 10
)

// crowd runs each member in a goroutine of its own, lets all go at the same moment, and waits for all.
func crowd(t *testing.T, size int, member func(number int)) {
	t.Helper()
	var here atomic.Int32
	var ended sync.WaitGroup
	for number := range size {
		ended.Go(func() {
			here.Add(1)
			for here.Load() < int32(size) {
				runtime.Gosched()
			}
			member(number)
		})
	}
	input := fmt.Sprintf("%d goroutines in the store at once", size)
	finish(t, input, ended.Wait)
	if dataRaces() > 0 {
		checkkit.Fail(t, told{
			Message:  "Two goroutines use the same variable at the same time, and one of them writes it: a data race. Anything may come of it.",
			Input:    input,
			Expected: "whatever the goroutines share is guarded",
			Actual:   "the race detector found a data race",
		})
	}
}

// pairs is a small batch for each of so many callers.
func pairs(count int, name string) [][]event {
	return batchesOf(count, func(number int) []event { return many(2, fmt.Sprintf("%s%d-", name, number)) })
}

// slowBatch is a batch that takes long to copy, so that others are faster again and again.
func slowBatch(name string) []event {
	batch := many(largeSize, name)
	for at := range batch {
		batch[at].Data = bytes.Repeat([]byte("x"), 10_000)
	}
	return batch
}

// behindLargeBatch saves a large batch to a new stream, while a crowd tries to save right behind it: batches[i] by its
// member i. It returns the large batch and how each of the others ended.
func behindLargeBatch(t *testing.T, s store, batches [][]event) (first []event, errs []error) {
	t.Helper()
	first = many(largeSize, "first-")
	errs = make([]error, len(batches))
	var firstErr error
	var firstIsIn atomic.Bool
	crowd(t, len(batches)+1, func(number int) {
		if number < len(batches) {
			errs[number] = saveNext(s, batches[number], &firstIsIn, len(batches) > crowdSize)
			return
		}
		firstErr = s.SaveEvents("order-1", first, 0)
		firstIsIn.Store(true)
	})
	accepted(t, firstErr, told{
		Message: "A save that breaks no rule is refused.",
		Input:   fmt.Sprintf("a batch of %d to a new stream, while others wait for version %d of it", largeSize, largeSize),
	})
	return first, errs
}

// saveNext saves the batch as soon as the large batch is in. It gives up when the stream is still empty after that. Who yields
// lets others have their turn between two tries: among very many the large batch would hardly ever have one.
func saveNext(s store, batch []event, firstIsIn *atomic.Bool, yields bool) error {
	for {
		isLast := firstIsIn.Load() || dataRaces() > 0
		err := s.SaveEvents("order-1", batch, largeSize)
		var conflict *eventstore.ConcurrencyError
		isEarly := errors.As(err, &conflict) && conflict != nil && conflict.Actual == 0
		if !isEarly || isLast {
			return err
		}
		if yields {
			runtime.Gosched()
		}
	}
}

// describeAll tells how the saves of a crowd ended, those that ended alike together.
func describeAll(errs []error) string {
	counts := map[string]int{}
	for _, err := range errs {
		counts[describe(err)]++
	}
	text := ""
	for _, end := range slices.Sorted(maps.Keys(counts)) {
		text += fmt.Sprintf("%d times %s; ", counts[end], end)
	}
	return strings.TrimSuffix(text, "; ")
}
