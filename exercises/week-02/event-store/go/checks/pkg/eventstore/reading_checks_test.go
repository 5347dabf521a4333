package eventstore_test

import (
	"fmt"
	"testing"

	"go-coffee/pkg/eventstore"
)

func savedEventsComeBack(t *testing.T) {
	s := newStore(t)
	batch := []event{placed("a1"), paid("a2"), paid("a3")}
	save(t, s, "order-1", batch, 0)
	sameLines(t, contents(wholeStream(t, s, "order-1")), contents(batch), `of "order-1", by ID, Type and Data`, told{
		Message: "What was saved does not come back.",
		Input:   saveCall("order-1", batch, 0) + `, then GetEvents("order-1", 1)`,
	})
}

func readsFromVersion(t *testing.T) {
	s := newStore(t)
	all := many(1_200, "a")
	for version := range 12 {
		save(t, s, "order-1", all[version:version+1], version)
	}
	save(t, s, "order-1", all[12:], 12)
	for _, fromVersion := range []int{1, 0, 2, 3, 9, 10, 11, 100, 1_200, 1_201, 1_000_000_000, -1, -3, 1<<32 + 2, -1<<32 + 5, 1 << 62, -1 << 62} {
		expected := all[min(max(0, fromVersion-1), len(all)):]
		sameLines(t, idsOf(eventsOf(t, s, "order-1", fromVersion)), idsOf(expected), `of "order-1"`, told{
			Message: "GetEvents must return the events from fromVersion on, that one included, up to the last one.",
			Input:   fmt.Sprintf(`GetEvents("order-1", %d) on a stream at version 1200`, fromVersion),
		})
	}
	for _, fromVersion := range []int{1, 0, 5} {
		sameLines(t, idsOf(eventsOf(t, s, "order-9", fromVersion)), nil, `of "order-9"`, told{
			Message: "A stream that nobody has written to is empty, not an error.",
			Input:   fmt.Sprintf(`GetEvents("order-9", %d)`, fromVersion),
		})
	}
}

func readsAllInOrder(t *testing.T) {
	s := newStore(t)
	sameLines(t, positions(logOf(t, s, 0, 10)), nil, "in the log", told{Message: "An empty store has an empty log.", Input: "ReadAll(0, 10)"})
	streams := []string{"order-2", "order-10", "order-1", "b"}
	var all []string
	for round := range 3 {
		for number, streamID := range streams {
			name := string(rune('a' + number))
			batch := []event{paid(fmt.Sprint(name, 2*round+1)), paid(fmt.Sprint(name, 2*round+2))}
			batch[0].Version = 7
			save(t, s, streamID, batch, 2*round)
			all = append(all, idsOf(batch)...)
			refuseTwo(t, s, streamID, 2*round+2)
		}
	}
	input := "two events to each of order-2, order-10, order-1 and b, three times in turn, with refused saves between"
	logIs(t, s, all, told{
		Message: "The log must hold the events of all streams in the order of saving, at positions 1, 2, 3… without a hole.",
		Input:   input,
	})
	for _, after := range []int{0, 1, 2, 9, 10, 11, 22, 23, 24, 25, 50, 1_000_000_000, 1 << 32, 1 << 62} {
		for _, limit := range []int{1, 2, 3, 12, 24, 1_000_000, 1<<31 + 3, 1<<32 + 1, 1 << 62} {
			expected := numbered(all)[min(after, len(all)):]
			expected = expected[:min(limit, len(expected))]
			sameLines(t, positions(logOf(t, s, after, limit)), expected, "by position", told{
				Message: "ReadAll must return the events above afterPosition, that one not included, and at most limit of them.",
				Input:   fmt.Sprintf("ReadAll(%d, %d) on a log of %d", after, limit, len(all)),
			})
		}
	}
	var inLog, inStream []eventstore.RecordedEvent
	for _, recorded := range logOf(t, s, 0, 100) {
		if recorded.StreamID == "order-10" {
			inLog = append(inLog, recorded)
			inStream = append(inStream, recorded)
		}
	}
	for at, event := range wholeStream(t, s, "order-10") {
		if at < len(inStream) {
			inStream[at].Event = event
		}
	}
	sameLines(t, places(inLog), places(inStream), "with every field", told{
		Message: "ReadAll and GetEvents tell different things about the same event.",
		Input:   `ReadAll and GetEvents("order-10", 1) after ` + input,
	})
	long := many(1_200, "l")
	save(t, s, "long", long, 0)
	logIs(t, s, append(all, idsOf(long)...), told{
		Message: "ReadAll must return as many events as limit asks for when the log has them.",
		Input:   "ReadAll(0, 1000000) on a log of 1224",
	})
}

// refuseTwo makes saves to the stream that must be refused and must not use a position.
func refuseTwo(t *testing.T, s store, streamID string, version int) {
	t.Helper()
	stale := []event{paid("x1"), paid("x2")}
	conflicts(t, s.SaveEvents(streamID, stale, version-1), version-1, version, told{
		Message: "The stream is not at the expected version, so this save must be refused.",
		Input:   saveCall(streamID, stale, version-1),
	})
	twice := []event{paid("x1"), paid("x2"), paid("x1")}
	refused(t, s.SaveEvents(streamID, twice, version), told{
		Message: "A batch in which an id occurs twice must be refused.",
		Input:   saveCall(streamID, twice, version),
	})
}
