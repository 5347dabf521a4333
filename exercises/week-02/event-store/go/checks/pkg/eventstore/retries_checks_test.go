package eventstore_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/pkg/eventstore"
)

func replayIsAccepted(t *testing.T) {
	s := newStore(t)
	var stored []string
	for _, call := range []struct {
		streamID string
		batch    []event
		expected int
	}{
		{"order-1", []event{placed("a1"), paid("a2")}, 0},
		{"order-3", []event{placed("c1"), paid("c2")}, eventstore.AnyVersion},
		{"order-3", []event{paid("c3")}, 2},
		{"order-4", many(12, "d"), 0},
		{"order-4", []event{paid("d13"), placed("d14")}, 12},
		{"order-5", []event{{ID: "e1", Type: "Noted"}, {ID: "e2", Type: "", Data: []byte{}}}, 0},
	} {
		save(t, s, call.streamID, call.batch, call.expected)
		stored = append(stored, idsOf(call.batch)...)
		letTimePass()
		before := fields(logOf(t, s, 0, 100))
		for round := range 3 {
			about := told{
				Message: "The batch is stored already, so its retry must succeed.",
				Input:   fmt.Sprintf("%s, and the same call %d more times", saveCall(call.streamID, call.batch, call.expected), round+1),
			}
			again := copyOf(call.batch)
			again[0].Version, again[0].Timestamp = 40+round, time.Date(1999, 12, 31, 0, 0, round, 0, time.UTC)
			saveAs(t, s, call.streamID, again, call.expected, about)
			about.Message = "A retry has written: an event is stored twice, or an old one has changed."
			sameLines(t, fields(logOf(t, s, 0, 100)), before, "in the log, with every field", about)
		}
	}
	save(t, s, "order-1", []event{paid("a3")}, 2)
	logIs(t, s, append(stored, "a3"), told{
		Message: "After retries the log must go on without a hole.",
		Input:   "six batches, each sent four times, then a3",
	})
}

// letTimePass waits until the clock shows another time, so that a second time stamp would be seen.
func letTimePass() {
	for began := time.Now(); !time.Now().After(began); {
	}
}

// fields is every field of the log's events.
func fields(log []eventstore.RecordedEvent) []string {
	lines := places(log)
	for at, event := range log {
		lines[at] += " at " + event.Timestamp.Format(time.RFC3339Nano)
	}
	return lines
}

func changedReplayIsRefused(t *testing.T) {
	s := newStore(t)
	original, others := []event{placed("a1"), paid("a2"), paid("a3")}, many(12, "b")
	save(t, s, "order-1", original, 0)
	changeEach := func(when string) {
		for at := range original {
			for what := range changes {
				refusesChange(t, s, original, 0, at, what, when)
				stored := wholeStream(t, s, "order-1")
				sameLines(t, contents(stored[:min(3, len(stored))]), contents(original), `of "order-1"`, told{
					Message: "A refused batch has changed stored events.",
					Input:   fmt.Sprintf("a1, a2, a3 again, %s, but number %d has %s", when, at+1, what),
				})
			}
		}
	}
	changeEach("right after it")
	save(t, s, "order-1", others, 3)
	changeEach("after other events")
	logIs(t, s, append(idsOf(original), idsOf(others)...), told{
		Message: "A refused batch has changed the log.",
		Input:   "retries of a1, a2, a3 with other content",
	})
	changedInALongBatch(t)
}

// changedInALongBatch: a long batch behind other events, sent again with one event changed.
func changedInALongBatch(t *testing.T) {
	t.Helper()
	s := newStore(t)
	before, original := many(5, "z"), many(1_200, "l")
	save(t, s, "order-1", before, 0)
	save(t, s, "order-1", original, 5)
	for _, at := range []int{0, 1, 11, 600, 1_199} {
		refusesChange(t, s, original, 5, at, "other data", "right after it")
		refusesChange(t, s, original, 5, at, "another type", "right after it")
	}
	logIs(t, s, append(idsOf(before), idsOf(original)...), told{
		Message: "A refused batch has changed the log.",
		Input:   "retries of 1,200 events with one of them changed",
	})
}

// changes are what can be different in a retry.
var changes = map[string]func(*event){
	"other data":              func(e *event) { e.Data = []byte(`{"cents":990}`) },
	"one more byte of data":   func(e *event) { e.Data = append(e.Data, ' ') },
	"one byte of data less":   func(e *event) { e.Data = e.Data[:len(e.Data)-1] },
	"no data":                 func(e *event) { e.Data = nil },
	"another type":            func(e *event) { e.Type = "OrderRefunded" },
	"its type in lower case":  func(e *event) { e.Type = strings.ToLower(e.Type) },
	"a blank behind its type": func(e *event) { e.Type += " " },
	"its data in capitals":    func(e *event) { e.Data = bytes.ToUpper(e.Data) },
}

// refusesChange sends a batch that was saved at this version again, with one event changed. It must be refused for good.
func refusesChange(t *testing.T, s store, original []event, version, at int, what, when string) {
	t.Helper()
	for _, expected := range []int{version, eventstore.AnyVersion} {
		batch := copyOf(original)
		changes[what](&batch[at])
		refusedForGood(t, s.SaveEvents("order-1", batch, expected), told{
			Message: "The ids are known, but the content is new: this is not a retry, and must be refused.",
			Input:   fmt.Sprintf("%s after the same call, %s, but %s now has %s", saveCall("order-1", batch, expected), when, batch[at].ID, what),
		})
	}
}

func lateReplay(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	letTimePass()
	save(t, s, "order-1", []event{paid("a3")}, 2)
	others, long := many(12, "b"), many(1_200, "l")
	for at := range others {
		save(t, s, "order-1", others[at:at+1], eventstore.AnyVersion)
	}
	save(t, s, "order-2", []event{placed("c1")}, 0)
	stored := append([]string{"a1", "a2", "a3"}, idsOf(others)...)
	log := append(slices.Clone(stored), "c1")
	recognisesRetries(t, s, stored, log, "a1, a2, a3, b1 … b12")
	save(t, s, "order-1", long, 15)
	recognisesRetries(t, s, append(stored, idsOf(long)...), append(log, idsOf(long)...), "a1, a2, a3, b1 … b12 and 1,200 more")
}

// recognisesRetries sends what is stored in order-1 again, in other pieces than it was saved in. Nothing is written.
func recognisesRetries(t *testing.T, s store, stored, log []string, which string) {
	t.Helper()
	for _, retry := range []struct {
		batch []event
		at    int
	}{
		{[]event{placed("a1"), paid("a2")}, 0},
		{[]event{placed("a1")}, 0},
		{[]event{paid("a2"), paid("a3")}, 1},
		{[]event{placed("a1"), paid("a2"), paid("a3"), paid("b1")}, 0},
		{[]event{paid("b7")}, 9},
		{many(12, "b")[7:], 10},
	} {
		for _, expected := range []int{retry.at, eventstore.AnyVersion} {
			about := told{
				Message: "Exactly these events are in the stream at this place, so the save must succeed, however late it comes.",
				Input:   saveCall("order-1", retry.batch, expected) + "; the stream holds " + which,
			}
			saveAs(t, s, "order-1", retry.batch, expected, about)
			about.Message = "A late retry has changed the stream or the log."
			streamIs(t, s, "order-1", stored, about)
			logIs(t, s, log, about)
		}
	}
}

// reuses are ids that are sent to a stream with a1 … a3 and b1 … b12, and are not a retry there.
var reuses = []struct {
	ids      []string
	expected []int
	what     string
}{
	{[]string{"a2"}, []int{15, 2, 0}, "a retry that has reloaded the stream, in which its own event is stored"},
	{[]string{"b12"}, []int{15, 13}, "a retry that has reloaded the stream, in which its own event is the last one"},
	{[]string{"a1", "a2", "a3"}, []int{15, 1, 3}, "a stored batch, at another place"},
	{[]string{"a1", "new"}, []int{15, -1}, "a known event before a new one"},
	{[]string{"new", "a1"}, []int{15, -1}, "a new event before a known one"},
	{[]string{"new", "b6", "other"}, []int{15, -1}, "a known event between new ones"},
	{[]string{"a1", "new", "a2"}, []int{15, -1, 0}, "a new event between known ones"},
	{[]string{"n1", "n2", "n3", "n4", "n5", "n6", "a3", "n7", "n8", "n9", "n10", "n11"}, []int{15, -1}, "one known event of twelve"},
	{[]string{"b11", "b12", "new"}, []int{15, -1, 13}, "stored events, grown behind the end of the stream"},
	{[]string{"a1", "a2", "new"}, []int{15, -1, 0}, "a stored batch that has grown"},
	{[]string{"a1", "a3"}, []int{15, -1, 0}, "stored events with a gap"},
	{[]string{"a2", "a1"}, []int{15, -1, 0, 1}, "stored events in another order"},
	{[]string{"b12", "a1"}, []int{15, -1, 14}, "the last stored event, then the first"},
}

func reusedIDIsRefused(t *testing.T) {
	s := newStore(t)
	stored := append(idsOf(many(3, "a")), idsOf(many(12, "b"))...)
	save(t, s, "order-1", many(3, "a"), 0)
	save(t, s, "order-1", many(12, "b"), 3)
	for _, reuse := range reuses {
		for _, expected := range reuse.expected {
			batch := paidAll(reuse.ids...)
			about := told{
				Message: "A batch with a known id that is not an exact retry must be refused.",
				Input:   saveCall("order-1", batch, expected) + ": " + reuse.what + "; the stream holds a1 … a3, b1 … b12",
			}
			refuse := refused
			if expected == 15 || expected == eventstore.AnyVersion {
				refuse = refusedForGood
			}
			refuse(t, s.SaveEvents("order-1", batch, expected), about)
			about.Message = "A refused batch has changed the stream or the log."
			orderIs(t, s, stored, about)
		}
	}
	refusedForGood(t, s.SaveEvents("order-1", []event{placed("a2")}, 15), told{
		Message: "A known id must be refused.",
		Input:   "a2 with other content, expecting the version at which the stream is",
	})
	reusedLongAfter(t, s, stored)
}

// reusedLongAfter: ids of events that have 1,200 others behind them are known as well.
func reusedLongAfter(t *testing.T, s store, stored []string) {
	t.Helper()
	long := many(1_200, "l")
	save(t, s, "order-1", long, 15)
	for _, ids := range [][]string{{"new", "a2"}, {"new", "b6", "other"}, {"b12", "new"}, {"l1", "new"}, {"new", "l600"}} {
		for _, expected := range []int{1_215, eventstore.AnyVersion} {
			batch := paidAll(ids...)
			refusedForGood(t, s.SaveEvents("order-1", batch, expected), told{
				Message: "A batch with a known id that is not an exact retry must be refused, however old that event is.",
				Input:   saveCall("order-1", batch, expected) + "; the stream holds a1 … a3, b1 … b12 and l1 … l1200",
			})
		}
	}
	logIs(t, s, append(stored, idsOf(long)...), told{
		Message: "A refused batch has changed the log.",
		Input:   "known ids, 1,200 events later",
	})
}
