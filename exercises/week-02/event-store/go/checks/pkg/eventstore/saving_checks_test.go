package eventstore_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func assignsVersions(t *testing.T) {
	s := newStore(t)
	var all []event
	for number, size := range []int{3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3} {
		batch := many(size, fmt.Sprintf("b%d-", number+1))
		batch[0].Version = []int{41, 1, 0, -1}[number%4]
		batch[size-1].Version = 1
		save(t, s, "order-1", batch, len(all))
		all = append(all, batch...)
	}
	about := told{
		Message: "Versions must run 1, 2, 3… in the order of saving, whatever the caller wrote into an event.",
		Input:   "15 events in 11 batches; some say a Version themselves",
	}
	streamIs(t, s, "order-1", idsOf(all), about)
	odd := []event{
		{ID: "o1", Type: "", Data: nil},
		{ID: "o2", Type: " Noted ", Data: []byte{0, 255}},
		{ID: "o3", Type: "NOTED", Data: []byte("{}\n")},
		{ID: "o4", Type: "a:b|c,d\n", Data: []byte(" {}")},
		{ID: "o5", Type: "e\u0301\x00", Data: []byte("é")},
	}
	save(t, s, "notes", odd, eventstore.AnyVersion)
	about = told{Message: "ID, Type and Data must come back as they were saved.", Input: fmt.Sprintf("%+q", contents(odd))}
	sameLines(t, contents(wholeStream(t, s, "notes")), contents(odd), "by ID, Type and Data", about)
	expected := linesOf(all, func(e event) string { return e.ID + " in order-1" })
	expected = append(expected, linesOf(odd, func(e event) string { return e.ID + " in notes" })...)
	placesInLog := linesOf(logOf(t, s, 0, 100), func(e eventstore.RecordedEvent) string {
		return fmt.Sprint(line(e.Position, e.ID), " in ", e.StreamID)
	})
	sameLines(t, placesInLog, numbered(expected), "in the log, by position and stream", told{
		Message: "ReadAll must tell to which stream and position an event belongs.",
		Input:   "15 events in order-1, then five in notes",
	})
}

func assignsTimestamps(t *testing.T) {
	everyKindOfCall(t, newStore(t))
	checkkit.Bubble(t, func(t *testing.T) {
		s := eventstore.NewMemoryEventStore()
		time.Sleep(987_654_321)
		forged := placed("a1")
		forged.Timestamp = time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC)
		var expected []string
		for number, batch := range [][]event{{forged, paid("a2")}, {paid("a3")}, many(12, "b")} {
			began := time.Now()
			save(t, s, "order-1", batch, eventstore.AnyVersion)
			for _, event := range batch {
				expected = append(expected, fmt.Sprint(event.ID, " at ", began.Format(time.RFC3339Nano)))
			}
			time.Sleep([]time.Duration{time.Millisecond, 90*time.Second + 123_456_789, time.Second}[number])
			save(t, s, "order-1", batch, eventstore.AnyVersion) // Replies get lost: the retry must not move the time.
		}
		about := told{
			Message: "Timestamps must be the time of the save, not the caller's.",
			Input:   "three batches, each sent twice; 1 ms goes by after the first, and 90.1 s after the second; one event says 1999",
		}
		sameLines(t, times(wholeStream(t, s, "order-1")), expected, "by time", about)
		about.Message = "ReadAll and GetEvents tell different times for the same event."
		sameLines(t, times(plain(logOf(t, s, 0, 100))), expected, "by time", about)
	})
}

func times(events []event) []string {
	return linesOf(events, func(e event) string {
		return fmt.Sprint(e.ID, " at ", e.Timestamp.In(time.Local).Format(time.RFC3339Nano))
	})
}

func plain(log []eventstore.RecordedEvent) []event {
	events := make([]event, len(log))
	for at, recorded := range log {
		events[at] = recorded.Event
	}
	return events
}

func rejectsStaleVersion(t *testing.T) {
	s := newStore(t)
	stream := many(12, "a")
	save(t, s, "order-1", stream, 0)
	save(t, s, "order-2", []event{placed("b1")}, 0)
	for _, expected := range slices.Concat([]int{11, 13, 1, 2, 1_000_000, -2, -12}, nearly12) {
		for _, batch := range [][]event{{placed("x1")}, {placed("x1"), paid("x2")}} {
			about := told{
				Message: "The stream is not at the expected version, so this save must be refused with a *ConcurrencyError.",
				Input:   saveCall("order-1", batch, expected) + " on a stream at version 12",
			}
			conflicts(t, s.SaveEvents("order-1", batch, expected), expected, 12, about)
			about.Message = "A refused save has changed the stream or the log."
			orderIs(t, s, idsOf(stream), about, "b1")
		}
	}
	for _, expected := range []int{4, 1, -2} {
		conflicts(t, s.SaveEvents("order-9", many(1, "x"), expected), expected, 0, told{
			Message: "A stream that nobody has written to is at version 0, so this save must be refused with a *ConcurrencyError.",
			Input:   saveCall("order-9", many(1, "x"), expected),
		})
	}
	save(t, s, "order-1", many(2, "x"), 12)
	save(t, s, "order-9", many(1, "x"), 0)
	logIs(t, s, append(idsOf(stream), "b1", "x1", "x2", "x1"), told{
		Message: "After refused saves the log must go on without a hole.",
		Input:   "many refused saves to order-1 and order-9, then x1, x2 to order-1 and x1 to order-9",
	})
}

// nearly12 are numbers that become 12 or 0 when somebody cuts them to 8, 16 or 32 bits.
var nearly12 = []int{1<<8 + 12, 1<<16 + 12, 1<<32 + 12, -1<<32 + 12, 1 << 62, -1 << 62}

func newStreamAndAny(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1")}, eventstore.NoStream)
	save(t, s, "order-2", many(12, "b"), eventstore.NoStream)
	for streamID, version := range map[string]int{"order-1": 1, "order-2": 12} {
		conflicts(t, s.SaveEvents(streamID, many(1, "x"), eventstore.NoStream), 0, version, told{
			Message: "The stream exists already, so this must be refused: the order would be placed twice.",
			Input:   saveCall(streamID, many(1, "x"), eventstore.NoStream),
		})
	}
	about := told{Message: "With AnyVersion the batch goes to the end of the stream, whether the stream exists or not."}
	saveAs(t, s, "order-3", []event{placed("c1")}, eventstore.AnyVersion, about)
	saveAs(t, s, "order-1", []event{paid("a2"), paid("a3")}, eventstore.AnyVersion, about)
	saveAs(t, s, "order-1", []event{paid("a4")}, eventstore.AnyVersion, about)
	about.Input = "a1 with NoStream, x1 with NoStream (refused), then a2, a3 and a4 with AnyVersion"
	streamIs(t, s, "order-1", []string{"a1", "a2", "a3", "a4"}, about)
	streamIs(t, s, "order-3", []string{"c1"}, about)
}

func emptyBatch(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	const judged = "An empty batch must be judged by expectedVersion like any other."
	for _, empty := range [][]event{nil, {}} {
		for _, expected := range []int{2, eventstore.AnyVersion} {
			saveAs(t, s, "order-1", empty, expected, told{Message: judged})
		}
		for _, expected := range []int{eventstore.NoStream, eventstore.AnyVersion} {
			saveAs(t, s, "order-9", empty, expected, told{Message: judged})
		}
		for _, expected := range []int{0, 1, 3, -2} {
			input := saveCall("order-1", empty, expected) + " on a stream at version 2"
			conflicts(t, s.SaveEvents("order-1", empty, expected), expected, 2, told{Message: judged, Input: input})
		}
		input := saveCall("order-9", empty, 1) + " on a new stream"
		conflicts(t, s.SaveEvents("order-9", empty, 1), 1, 0, told{Message: judged, Input: input})
	}
	about := told{Message: "An empty batch must write nothing.", Input: "empty batches to order-1 and order-9"}
	orderIs(t, s, []string{"a1", "a2"}, about)
	streamIs(t, s, "order-9", nil, about)
	saveAs(t, s, "order-9", []event{placed("c1")}, eventstore.NoStream, told{Message: "A stream that only got empty batches must still be new."})
}

func batchIsAtomic(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1")}, 0)
	good := many(12, "x")
	for what, bad := range map[string]event{
		"an empty id":               paid(""),
		"the id of the first event": placed("x1"),
		"the id of the sixth event": paid("x6"),
		"the id of the last event":  paid("x12"),
	} {
		for _, at := range []int{0, 1, 5, 11, 12} {
			input := fmt.Sprintf("number %d of them has %s", at+1, what)
			leavesNothing(t, s, slices.Insert(copyOf(good), at, bad), input)
		}
	}
	long := many(1_200, "x")
	for what, bad := range map[string]event{
		"an empty id":               paid(""),
		"the id of the first event": placed("x1"),
		"the id of the one before":  paid("x1200"),
	} {
		leavesNothing(t, s, append(copyOf(long), bad), "the last of them has "+what)
	}
	about := told{Message: "After refused batches the next save must work as if they had never been made."}
	saveAs(t, s, "order-1", good, 1, about)
	saveAs(t, s, "order-9", good, eventstore.NoStream, about)
	about.Input = "x1 … x12 to each of two streams"
	logIs(t, s, slices.Concat([]string{"a1"}, idsOf(good), idsOf(good)), about)
}

// leavesNothing fails unless the batch is refused wherever it goes, and the store holds what it held before: a1 in order-1.
func leavesNothing(t *testing.T, s store, batch []event, which string) {
	t.Helper()
	for _, to := range []struct {
		streamID string
		expected int
		before   []string
	}{
		{"order-1", 1, []string{"a1"}},
		{"order-1", eventstore.AnyVersion, []string{"a1"}},
		{"order-9", eventstore.NoStream, nil},
	} {
		about := told{
			Message: "The batch holds an event that cannot be stored, so it must be refused, never saved without it.",
			Input:   fmt.Sprintf("%d events to %s, expecting %s; %s", len(batch), to.streamID, versionName(to.expected), which),
		}
		refused(t, s.SaveEvents(to.streamID, batch, to.expected), about)
		about.Message = "An event of a refused batch was saved. Half an order is now a fact for every reader."
		streamIs(t, s, to.streamID, to.before, about)
		logIs(t, s, []string{"a1"}, about)
	}
}
