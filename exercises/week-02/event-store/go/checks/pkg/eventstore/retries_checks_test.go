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
func fields(events []eventstore.RecordedEvent) []string {
	lines := places(events)
	for at, event := range events {
		lines[at] += " at " + event.Timestamp.Format(time.RFC3339Nano)
	}
	return lines
}

func changedReplayIsRefused(t *testing.T) {
	s := newStore(t)
	original := []event{placed("a1"), paid("a2"), paid("a3")}
	others := many(12, "b")
	save(t, s, "order-1", original, 0)
	for _, appended := range []string{"right after it", "after other events"} {
		for at := range original {
			for what, change := range map[string]func(*event){
				"other data":              func(e *event) { e.Data = []byte(`{"cents":990}`) },
				"one more byte of data":   func(e *event) { e.Data = append(e.Data, ' ') },
				"one byte of data less":   func(e *event) { e.Data = e.Data[:len(e.Data)-1] },
				"no data":                 func(e *event) { e.Data = nil },
				"another type":            func(e *event) { e.Type = "OrderRefunded" },
				"its type in lower case":  func(e *event) { e.Type = strings.ToLower(e.Type) },
				"a blank behind its type": func(e *event) { e.Type += " " },
				"its data in capitals":    func(e *event) { e.Data = bytes.ToUpper(e.Data) },
			} {
				for _, expected := range []int{0, eventstore.AnyVersion} {
					batch := copyOf(original)
					change(&batch[at])
					about := told{
						Message: "The ids are known, but the content is new: this is not a retry, and must be refused.",
						Input:   fmt.Sprintf("%s after the same call, %s, but %s now has %s", saveCall("order-1", batch, expected), appended, batch[at].ID, what),
					}
					err := s.SaveEvents("order-1", batch, expected)
					refused(t, err, about)
					about.Message = "A *ConcurrencyError invites the caller to reload and try again, which can never help here."
					isNoConflict(t, err, about)
					about.Message = "A refused batch has changed stored events."
					stored := wholeStream(t, s, "order-1")
					sameLines(t, contents(stored[:min(3, len(stored))]), contents(original), `of "order-1"`, about)
				}
			}
		}
		if appended == "right after it" {
			save(t, s, "order-1", others, 3)
		}
	}
	logIs(t, s, append(idsOf(original), idsOf(others)...), told{
		Message: "A refused batch has changed the log.",
		Input:   "retries of a1, a2, a3 with other content",
	})
	changedInALongBatch(t)
}

// changedInALongBatch: a long batch behind other events, sent again with one event changed.
func changedInALongBatch(t *testing.T) {
	s := newStore(t)
	before, original := many(5, "z"), many(1_200, "l")
	save(t, s, "order-1", before, 0)
	save(t, s, "order-1", original, 5)
	for _, at := range []int{0, 1, 11, 600, 1_199} {
		for what, change := range map[string]func(*event){
			"other data":   func(e *event) { e.Data = []byte(`{"cents":990}`) },
			"another type": func(e *event) { e.Type = "OrderRefunded" },
		} {
			for _, expected := range []int{5, eventstore.AnyVersion} {
				batch := copyOf(original)
				change(&batch[at])
				about := told{
					Message: "The ids are known, but the content is new: this is not a retry, and must be refused.",
					Input:   fmt.Sprintf("a batch of 1,200 events, expecting 5, and again with %s, where number %d has %s", versionName(expected), at+1, what),
				}
				err := s.SaveEvents("order-1", batch, expected)
				refused(t, err, about)
				about.Message = "A *ConcurrencyError invites the caller to reload and try again, which can never help here."
				isNoConflict(t, err, about)
			}
		}
	}
	logIs(t, s, append(idsOf(before), idsOf(original)...), told{
		Message: "A refused batch has changed the log.",
		Input:   "retries of 1,200 events with one of them changed",
	})
}

func lateReplay(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	letTimePass()
	save(t, s, "order-1", []event{paid("a3")}, 2)
	others := many(12, "b")
	for at := range others {
		save(t, s, "order-1", others[at:at+1], eventstore.AnyVersion)
	}
	save(t, s, "order-2", []event{placed("c1")}, 0)
	stored := append([]string{"a1", "a2", "a3"}, idsOf(others)...)
	retries := []struct {
		batch []event
		at    int
	}{
		{[]event{placed("a1"), paid("a2")}, 0},
		{[]event{placed("a1")}, 0},
		{[]event{paid("a2"), paid("a3")}, 1},
		{[]event{placed("a1"), paid("a2"), paid("a3"), paid("b1")}, 0},
		{[]event{paid("b7")}, 9},
		{others[7:], 10},
	}
	for _, retry := range retries {
		for _, expected := range []int{retry.at, eventstore.AnyVersion} {
			about := told{
				Message: "Exactly these events are in the stream at this place, so the save must succeed, however late it comes.",
				Input:   saveCall("order-1", retry.batch, expected) + "; the stream holds a1, a2, a3, b1 … b12",
			}
			saveAs(t, s, "order-1", retry.batch, expected, about)
			about.Message = "A late retry has changed the stream or the log."
			streamIs(t, s, "order-1", stored, about)
			logIs(t, s, append(slices.Clone(stored), "c1"), about)
		}
	}
	long := many(1_200, "l")
	save(t, s, "order-1", long, 15)
	for _, retry := range retries {
		for _, expected := range []int{retry.at, eventstore.AnyVersion} {
			about := told{
				Message: "A retry must be recognised however many events came after it.",
				Input:   saveCall("order-1", retry.batch, expected) + "; the stream holds a1, a2, a3, b1 … b12 and 1,200 more",
			}
			saveAs(t, s, "order-1", retry.batch, expected, about)
			about.Message = "A late retry has changed the stream."
			streamIs(t, s, "order-1", append(slices.Clone(stored), idsOf(long)...), about)
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
	first := many(3, "a")
	save(t, s, "order-1", first, 0)
	save(t, s, "order-1", many(12, "b"), 3)
	stored := append(idsOf(first), idsOf(many(12, "b"))...)
	for _, reuse := range reuses {
		for _, expected := range reuse.expected {
			batch := make([]event, len(reuse.ids))
			for at, id := range reuse.ids {
				batch[at] = paid(id)
			}
			about := told{
				Message: "A batch with a known id that is not an exact retry must be refused.",
				Input:   saveCall("order-1", batch, expected) + ": " + reuse.what + "; the stream holds a1 … a3, b1 … b12",
			}
			err := s.SaveEvents("order-1", batch, expected)
			refused(t, err, about)
			if expected == 15 || expected == eventstore.AnyVersion {
				about.Message = "The version was right, so this is not a conflict: to reload and try again cannot help."
				isNoConflict(t, err, about)
			}
			about.Message = "A refused batch has changed the stream or the log."
			streamIs(t, s, "order-1", stored, about)
			logIs(t, s, stored, about)
		}
	}
	changed := placed("a2")
	about := told{Message: "A known id must be refused.", Input: "a2 with other content, expecting the version at which the stream is"}
	err := s.SaveEvents("order-1", []event{changed}, 15)
	refused(t, err, about)
	about.Message = "The version was right, so this is not a conflict."
	isNoConflict(t, err, about)
	reusedLongAfter(t, s, stored)
}

// reusedLongAfter: ids of events that have 1,200 others behind them are known as well.
func reusedLongAfter(t *testing.T, s store, stored []string) {
	t.Helper()
	long := many(1_200, "l")
	save(t, s, "order-1", long, 15)
	for _, ids := range [][]string{{"new", "a2"}, {"new", "b6", "other"}, {"b12", "new"}, {"l1", "new"}, {"new", "l600"}} {
		batch := make([]event, len(ids))
		for at, id := range ids {
			batch[at] = paid(id)
		}
		for _, expected := range []int{1_215, eventstore.AnyVersion} {
			about := told{
				Message: "A batch with a known id that is not an exact retry must be refused, however old that event is.",
				Input:   saveCall("order-1", batch, expected) + "; the stream holds a1 … a3, b1 … b12 and l1 … l1200",
			}
			err := s.SaveEvents("order-1", batch, expected)
			refused(t, err, about)
			about.Message = "The version was right, so this is not a conflict: to reload and try again cannot help."
			isNoConflict(t, err, about)
		}
	}
	logIs(t, s, append(slices.Clone(stored), idsOf(long)...), told{
		Message: "A refused batch has changed the log.",
		Input:   "known ids, 1,200 events later",
	})
}
