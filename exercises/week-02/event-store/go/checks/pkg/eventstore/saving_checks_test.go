package eventstore_test

import (
	"fmt"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func assignsVersions(t *testing.T) {
	s := newStore(t)
	forged := placed("a1")
	forged.Version = 41
	again := paid("a3")
	again.Version = 1
	save(t, s, "order-1", []event{forged, paid("a2")}, 0)
	save(t, s, "order-1", []event{again}, 2)
	about := told{
		Message: "Versions must run 1, 2, 3… in the order of saving, whatever version the caller wrote into an event.",
		Input:   "a1 (says Version: 41) and a2 expecting 0, then a3 (says Version: 1) expecting 2",
	}
	streamIs(t, s, "order-1", []string{"a1", "a2", "a3"}, about)
	about.Message = "The events do not come back as they were saved."
	checkkit.Equal(t, contents(eventsOf(t, s, "order-1", 1)), contents([]event{placed("a1"), paid("a2"), paid("a3")}), about)
	for _, recorded := range logOf(t, s, 0, 10) {
		about.Message = "ReadAll must tell to which stream an event belongs."
		checkkit.Equal(t, recorded.StreamID, "order-1", about)
	}
}

func assignsTimestamps(t *testing.T) {
	checkkit.Bubble(t, func(t *testing.T) {
		s := eventstore.NewMemoryEventStore()
		began := time.Now()
		forged := placed("a1")
		forged.Timestamp = time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC)
		save(t, s, "order-1", []event{forged, paid("a2")}, 0)
		time.Sleep(90 * time.Second)
		save(t, s, "order-1", []event{paid("a3")}, 2)
		since := []string{}
		for _, event := range eventsOf(t, s, "order-1", 1) {
			since = append(since, event.Timestamp.Sub(began).String())
		}
		checkkit.Equal(t, since, []string{"0s", "0s", "1m30s"}, told{
			Message: "Timestamps must be the time of saving, not the caller's.",
			Input:   "two events at the start (one says 1999), one event 90 s later; shown as time since the start",
		})
	})
}

func rejectsStaleVersion(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	save(t, s, "order-2", []event{placed("b1")}, 0)
	batch := []event{placed("x1"), paid("x2")}
	for _, expected := range []int{1, 3} {
		about := told{
			Message: "The stream is at version 2, so a decision made on any other version must be refused with a *ConcurrencyError.",
			Input:   saveCall("order-1", batch, expected),
		}
		conflicts(t, s.SaveEvents("order-1", batch, expected), expected, 2, about)
		about.Message = "A refused save has left something behind."
		streamIs(t, s, "order-1", []string{"a1", "a2"}, about)
		logIs(t, s, []string{"a1", "a2", "b1"}, about)
	}
	conflicts(t, s.SaveEvents("order-9", batch, 4), 4, 0, told{
		Message: "A stream that does not exist is at version 0, so version 4 of it cannot be expected.",
		Input:   saveCall("order-9", batch, 4),
	})
	save(t, s, "order-1", []event{paid("a3")}, 2)
}

func newStreamAndAny(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1")}, eventstore.NoStream)
	conflicts(t, s.SaveEvents("order-1", []event{placed("x1")}, eventstore.NoStream), 0, 1, told{
		Message: "The stream exists already, so this must be refused: the order would be placed twice.",
		Input:   saveCall("order-1", []event{placed("x1")}, eventstore.NoStream),
	})
	save(t, s, "order-2", []event{placed("b1")}, eventstore.AnyVersion)
	save(t, s, "order-1", []event{paid("a2"), paid("a3")}, eventstore.AnyVersion)
	about := told{
		Message: "With AnyVersion the batch goes to the end of the stream, whether the stream exists or not.",
		Input:   "a1 with NoStream, x1 with NoStream (refused), then a2 and a3 with AnyVersion",
	}
	streamIs(t, s, "order-1", []string{"a1", "a2", "a3"}, about)
	streamIs(t, s, "order-2", []string{"b1"}, about)
}

func emptyBatch(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	for _, empty := range [][]event{nil, {}} {
		save(t, s, "order-1", empty, 2)
		save(t, s, "order-1", empty, eventstore.AnyVersion)
		save(t, s, "order-9", empty, eventstore.NoStream)
		for _, expected := range []int{0, 1, 3} {
			conflicts(t, s.SaveEvents("order-1", empty, expected), expected, 2, told{
				Message: "An empty batch must be judged by expectedVersion like any other.",
				Input:   saveCall("order-1", empty, expected) + " on a stream at version 2",
			})
		}
	}
	about := told{Message: "An empty batch must write nothing.", Input: "twelve empty batches"}
	streamIs(t, s, "order-1", []string{"a1", "a2"}, about)
	streamIs(t, s, "order-9", []string{}, about)
	logIs(t, s, []string{"a1", "a2"}, about)
	save(t, s, "order-9", []event{placed("c1")}, eventstore.NoStream)
}

func batchIsAtomic(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1")}, 0)
	bad := map[string]event{"an empty id": paid(""), "the id of the first event once more": paid("x1")}
	for what, third := range bad {
		batch := []event{placed("x1"), paid("x2"), third}
		about := told{
			Message: "The batch holds an event that cannot be stored, so it must be refused, never saved without that event.",
			Input:   fmt.Sprintf("a batch of three whose third event has %s", what),
		}
		refused(t, s.SaveEvents("order-1", batch, 1), about)
		about.Message = "A part of a refused batch was saved. Half an order is now a fact for every reader."
		streamIs(t, s, "order-1", []string{"a1"}, about)
		logIs(t, s, []string{"a1"}, about)
	}
	save(t, s, "order-1", []event{placed("x1"), paid("x2"), paid("x3")}, 1)
}
