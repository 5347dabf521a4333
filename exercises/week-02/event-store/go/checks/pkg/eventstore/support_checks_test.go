package eventstore_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

type (
	told  = checkkit.Told
	event = eventstore.Event
)

func placed(id string) event {
	return event{ID: id, Type: "OrderPlaced", Data: []byte(`{"drink":"espresso"}`)}
}

func paid(id string) event {
	return event{ID: id, Type: "OrderPaid", Data: []byte(`{"cents":350}`)}
}

// saveCall is a call as the learner would write it, with events shown by their ids.
func saveCall(streamID string, events []event, expected int) string {
	ids := idsOf(events)
	for at, id := range ids {
		if id == "" {
			ids[at] = `""`
		}
	}
	if len(ids) > 6 {
		ids = []string{ids[0], ids[1], "…", ids[len(ids)-1]}
	}
	return fmt.Sprintf("SaveEvents(%q, [%s], %s)", streamID, strings.Join(ids, ", "), versionName(expected))
}

func versionName(expected int) string {
	if expected == eventstore.AnyVersion {
		return "AnyVersion"
	}
	return fmt.Sprint(expected)
}

// describe is an error in words. A nil pointer in an error is not nil, and says so.
func describe(err error) string {
	if err == nil {
		return "no error"
	}
	if value := reflect.ValueOf(err); value.Kind() == reflect.Pointer && value.IsNil() {
		return fmt.Sprintf("an error that is a nil %T: err != nil is true", err)
	}
	return fmt.Sprintf("%T: %v", err, err)
}

// save saves a batch that has every right to be saved: a copy of it, so that it can be sent again.
func save(t *testing.T, s store, streamID string, events []event, expected int) {
	t.Helper()
	saveAs(t, s, streamID, events, expected, told{Message: "A save that breaks no rule is refused."})
}

// saveAs is save with a message of its own, and an input when the call alone does not tell enough.
func saveAs(t *testing.T, s store, streamID string, events []event, expected int, about told) {
	t.Helper()
	if about.Input == "" {
		about.Input = saveCall(streamID, events, expected)
	}
	accepted(t, s.SaveEvents(streamID, copyOf(events), expected), about)
}

func copyOf(events []event) []event {
	copies := slices.Clone(events)
	for at := range copies {
		copies[at].Data = bytes.Clone(copies[at].Data)
	}
	return copies
}

// many is so many events, with ids a1, a2, … for the name a.
func many(count int, name string) []event {
	events := make([]event, count)
	for at := range events {
		events[at] = paid(name + strconv.Itoa(at+1))
	}
	return events
}

// batchesOf is a batch for each of so many callers, who are numbered from 1.
func batchesOf(count int, batch func(number int) []event) [][]event {
	batches := make([][]event, count)
	for at := range batches {
		batches[at] = batch(at + 1)
	}
	return batches
}

func accepted(t *testing.T, err error, about told) {
	t.Helper()
	if err != nil {
		about.Expected, about.Actual = "no error", describe(err)
		checkkit.Fail(t, about)
	}
}

func allAccepted(t *testing.T, errs []error, about told) {
	t.Helper()
	for _, err := range errs {
		accepted(t, err, about)
	}
}

func refused(t *testing.T, err error, about told) {
	t.Helper()
	if err == nil {
		about.Expected, about.Actual = "an error", "no error"
		checkkit.Fail(t, about)
	}
}

// refusedForGood fails unless the save is refused, and not as a conflict.
func refusedForGood(t *testing.T, err error, about told) {
	t.Helper()
	refused(t, err, about)
	if isConflict(err) {
		about.Message = "A *ConcurrencyError invites the caller to reload and try again, which cannot help here: the version is not what is wrong."
		about.Expected, about.Actual = "another error", describe(err)
		checkkit.Fail(t, about)
	}
}

// conflicts fails unless err is a ConcurrencyError with these versions.
func conflicts(t *testing.T, err error, expected, actual int, about told) {
	t.Helper()
	about.Expected = fmt.Sprintf("a *ConcurrencyError, expected %d, actual %d", expected, actual)
	about.Actual = describe(err)
	var conflict *eventstore.ConcurrencyError
	if !errors.As(err, &conflict) || conflict == nil {
		checkkit.Fail(t, about)
	}
	if conflict.Expected != expected || conflict.Actual != actual {
		about.Message = "The ConcurrencyError does not hold what was passed and the version of the stream."
		checkkit.Fail(t, about)
	}
}

func isConflict(err error) bool {
	var conflict *eventstore.ConcurrencyError
	return errors.As(err, &conflict)
}

func eventsOf(t *testing.T, s store, streamID string, fromVersion int) []event {
	t.Helper()
	events, err := s.GetEvents(streamID, fromVersion)
	accepted(t, err, told{
		Message: "A read returns an error, though nothing is wrong.",
		Input:   fmt.Sprintf("GetEvents(%q, %d)", streamID, fromVersion),
	})
	return events
}

func logOf(t *testing.T, s store, afterPosition, limit int) []eventstore.RecordedEvent {
	t.Helper()
	events, err := s.ReadAll(afterPosition, limit)
	accepted(t, err, told{
		Message: "A read returns an error, though nothing is wrong.",
		Input:   fmt.Sprintf("ReadAll(%d, %d)", afterPosition, limit),
	})
	return events
}

// wholeStream is all events of a stream. Where a read begins is the business of one check; to every other one a store that
// begins a place too early or too late shows the whole stream as well.
func wholeStream(t *testing.T, s store, streamID string) []event {
	t.Helper()
	longest := eventsOf(t, s, streamID, 1)
	if len(longest) > 0 && longest[0].Version == 1 {
		return longest
	}
	for _, fromVersion := range []int{0, 2} {
		if events := eventsOf(t, s, streamID, fromVersion); len(events) > len(longest) {
			longest = events
		}
	}
	return longest
}

// streamIs fails unless the stream holds exactly these events, in this order, at versions 1, 2, 3…
func streamIs(t *testing.T, s store, streamID string, ids []string, about told) {
	t.Helper()
	sameLines(t, versions(wholeStream(t, s, streamID)), numbered(ids), fmt.Sprintf("of %q, by version", streamID), about)
}

// logIs fails unless the whole log holds exactly these events, in this order, at positions 1, 2, 3…
func logIs(t *testing.T, s store, ids []string, about told) {
	t.Helper()
	sameLines(t, positions(logOf(t, s, 0, 1_000_000)), numbered(ids), "in the log, by position", about)
}

// orderIs fails unless order-1 and the whole log hold exactly these events. The others of the log are behind those of order-1.
func orderIs(t *testing.T, s store, ids []string, about told, others ...string) {
	t.Helper()
	streamIs(t, s, "order-1", ids, about)
	logIs(t, s, slices.Concat(ids, others), about)
}

// linesOf is a line for each of the items.
func linesOf[T any](items []T, line func(T) string) []string {
	lines := make([]string, len(items))
	for at, item := range items {
		lines[at] = line(item)
	}
	return lines
}

func numbered(ids []string) []string {
	lines := make([]string, len(ids))
	for at, id := range ids {
		lines[at] = line(at+1, id)
	}
	return lines
}

func versions(events []event) []string {
	return linesOf(events, func(e event) string { return line(e.Version, e.ID) })
}

func positions(log []eventstore.RecordedEvent) []string {
	return linesOf(log, func(e eventstore.RecordedEvent) string { return line(e.Position, e.ID) })
}

// line is an event at its place. The crowds compare hundreds of thousands of them, so fmt would be most of their work.
func line(number int, id string) string {
	return strconv.Itoa(number) + " " + id
}

func idsOf(events []event) []string {
	return linesOf(events, func(e event) string { return e.ID })
}

// paidAll is an event for each id.
func paidAll(ids ...string) []event {
	events := make([]event, len(ids))
	for at, id := range ids {
		events[at] = paid(id)
	}
	return events
}

// contents is what the caller gave: id, type and data of each event.
func contents(events []event) []string {
	return linesOf(events, func(e event) string { return fmt.Sprintf("%s %s %q", e.ID, e.Type, e.Data) })
}

// places is every field of the log's events but the time, which is any time until stage 3.
func places(log []eventstore.RecordedEvent) []string {
	return linesOf(log, func(e eventstore.RecordedEvent) string {
		return fmt.Sprintf("%s %s %q, version %d of %q, at %d", e.ID, e.Type, e.Data, e.Version, e.StreamID, e.Position)
	})
}
