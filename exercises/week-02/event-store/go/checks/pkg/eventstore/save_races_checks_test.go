package eventstore_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func oneWinner(t *testing.T) {
	for range behindRounds {
		oneIsStoredBehind(t, pairs(crowdSize, "w"))
	}
	batches := batchesOf(crowdSize, func(number int) []event { return many(largeSize/5, fmt.Sprintf("w%d-", number)) })
	for range rounds {
		s := eventstore.NewMemoryEventStore()
		errs := atOnce(t, s, batches, eventstore.NoStream)
		oneIsStored(t, s, nil, batches, errs)
	}
	for range 2 {
		oneIsStoredBehind(t, pairs(120, "m")) // Any number may be under way at once.
	}
	refusesOnlyWhatItMust(t)
}

// oneIsStoredBehind lets a crowd save right behind a large batch, of whom one is stored.
func oneIsStoredBehind(t *testing.T, batches [][]event) {
	t.Helper()
	s := eventstore.NewMemoryEventStore()
	first, errs := behindLargeBatch(t, s, batches)
	oneIsStored(t, s, first, batches, errs)
}

// refusesOnlyWhatItMust: everybody saves to a stream of their own at once. Some are refused, and take none of the others
// along.
func refusesOnlyWhatItMust(t *testing.T) {
	t.Helper()
	const saves = 40
	for what, bad := range map[string]struct {
		event    event
		expected int
	}{
		"expect a version at which their streams are not": {paid("x"), 1_000},
		"have an event without an id":                     {paid(""), eventstore.AnyVersion},
	} {
		s := eventstore.NewMemoryEventStore()
		errs := make([]error, crowdSize)
		crowd(t, crowdSize, func(number int) {
			for nth := range saves {
				batch, expected := many(2, fmt.Sprintf("e%d-", nth)), 2*nth
				if number%4 == 1 {
					batch, expected = append(batch, bad.event), bad.expected
				}
				if err := s.SaveEvents(fmt.Sprintf("order-%d", number), batch, expected); errs[number] == nil {
					errs[number] = err
				}
			}
		})
		for number, err := range errs {
			about := told{
				Message: "A save is refused because of another one that was under way.",
				Input:   fmt.Sprintf("%d goroutines save to streams of their own at once; those of streams 1 and 5 %s: a save to stream %d", crowdSize, what, number),
			}
			if number%4 != 1 {
				accepted(t, err, about)
				continue
			}
			about.Message = "A save that must be refused is stored while others save."
			refused(t, err, about)
			streamIs(t, s, fmt.Sprintf("order-%d", number), nil, about)
		}
	}
}

// atOnce lets everybody save to the same stream at the same moment.
func atOnce(t *testing.T, s store, batches [][]event, expected int) []error {
	errs := make([]error, len(batches))
	crowd(t, len(batches), func(number int) { errs[number] = s.SaveEvents("order-1", batches[number], expected) })
	return errs
}

// oneIsStored fails unless exactly one of the batches was saved, behind what was there, and the others met a conflict.
func oneIsStored(t *testing.T, s store, before []event, batches [][]event, errs []error) {
	t.Helper()
	version := len(before)
	input := fmt.Sprintf("%d goroutines save to one stream at once, all expecting version %d", len(batches), version)
	isNil := func(err error) bool { return err == nil }
	winner := slices.IndexFunc(errs, isNil)
	if winner < 0 || slices.ContainsFunc(errs[winner+1:], isNil) {
		checkkit.Fail(t, told{
			Message:  "Many decisions were made on the same version, so exactly one may be stored.",
			Input:    input,
			Expected: "one save returns nil, the others a *ConcurrencyError",
			Actual:   describeAll(errs),
		})
	}
	for number, err := range errs {
		if number != winner {
			conflicts(t, err, version, version+len(batches[winner]), told{
				Message: "A save that lost the race must be told so by a *ConcurrencyError.",
				Input:   input,
			})
		}
	}
	streamIs(t, s, "order-1", idsOf(slices.Concat(before, batches[winner])), told{
		Message: "The stream must hold the batch of the winner alone, at versions without gap or double.",
		Input:   input,
	})
}

func anyAppendLosesNothing(t *testing.T) {
	const saves, size = 2, largeSize / 4
	batches := make([][][]event, crowdSize)
	for writer := range batches {
		batches[writer] = batchesOf(saves, func(nth int) []event { return many(size, fmt.Sprintf("w%d-%d-", writer+1, nth)) })
	}
	input := fmt.Sprintf("%d goroutines save %d batches each to one stream, all with AnyVersion", crowdSize, saves)
	manySmall(t)
	for range rounds {
		s := eventstore.NewMemoryEventStore()
		errs := make([]error, crowdSize*saves)
		crowd(t, crowdSize, func(writer int) {
			for nth, batch := range batches[writer] {
				errs[writer*saves+nth] = s.SaveEvents("order-1", batch, eventstore.AnyVersion)
			}
		})
		allAccepted(t, errs, told{
			Message: "A save with AnyVersion has no version to lose: when another save comes between, both must be stored.",
			Input:   input,
		})
		streamIs(t, s, "order-1", idsOf(inSomeOrder(wholeStream(t, s, "order-1"), batches)), told{
			Message: "Every batch must be in the stream once, in one piece, and in the order in which its goroutine saved.",
			Input:   input,
		})
	}
}

// manySmall saves single events and a large batch to one stream, all with AnyVersion, and none of them is refused. Every second
// goroutine takes its time, so that single events come between for as long as several tries at the large batch take.
func manySmall(t *testing.T) {
	t.Helper()
	s := eventstore.NewMemoryEventStore()
	large := func() error { return s.SaveEvents("order-1", slowBatch("l"), eventstore.AnyVersion) }
	var saved [crowdSize]int
	err := largeAgainstSmall(t, large, func(number, nth int) error {
		saved[number]++
		if number%2 == 1 {
			time.Sleep(time.Millisecond)
		}
		return s.SaveEvents("order-1", []event{paid(fmt.Sprintf("s%d-%d", number, nth))}, eventstore.AnyVersion)
	})
	about := told{
		Message: "A save with AnyVersion is refused or lost while others save as well.",
		Input:   fmt.Sprintf("%d goroutines save single events to one stream with AnyVersion, while somebody saves a large batch to it", crowdSize),
	}
	accepted(t, err, about)
	total := largeSize
	for _, count := range saved {
		total += count
	}
	count := len(wholeStream(t, s, "order-1"))
	checkkit.Equal(t, fmt.Sprint(count, " events"), fmt.Sprint(total, " events"), about)
}

// inSomeOrder puts all batches one behind the other, each writer's in their order, and follows the stream where it can choose.
func inSomeOrder(stream []event, batches [][][]event) []event {
	var expected []event
	left := slices.Clone(batches)
	for {
		isNext := func(own [][]event) bool {
			return len(own) > 0 && len(expected) < len(stream) && own[0][0].ID == stream[len(expected)].ID
		}
		writer := slices.IndexFunc(left, isNext)
		if writer < 0 {
			writer = slices.IndexFunc(left, func(own [][]event) bool { return len(own) > 0 })
		}
		if writer < 0 {
			return expected
		}
		expected = append(expected, left[writer][0]...)
		left[writer] = left[writer][1:]
	}
}

func retryInFlight(t *testing.T) {
	same := func(batch []event) [][]event {
		return batchesOf(crowdSize, func(int) []event { return slices.Clone(batch) })
	}
	small, large := many(2, "a"), many(largeSize, "a")
	for range behindRounds {
		s := eventstore.NewMemoryEventStore()
		first, errs := behindLargeBatch(t, s, same(small))
		allAreStored(t, s, slices.Concat(first, small), errs, largeSize)
	}
	for _, expected := range []int{eventstore.NoStream, eventstore.AnyVersion} {
		s := eventstore.NewMemoryEventStore()
		errs := atOnce(t, s, same(large), expected)
		allAreStored(t, s, large, errs, expected)
	}
}

// allAreStored fails unless every goroutine was told that the batch is stored, and it is there once.
func allAreStored(t *testing.T, s store, expected []event, errs []error, version int) {
	t.Helper()
	input := fmt.Sprintf("the same batch, expecting %s, from %d goroutines at once", versionName(version), crowdSize)
	allAccepted(t, errs, told{
		Message: "A gateway that retries too early sends the same batch again. All must be told that it is stored.",
		Input:   input,
	})
	streamIs(t, s, "order-1", idsOf(expected), told{Message: "The batch is stored twice or in pieces.", Input: input})
}
