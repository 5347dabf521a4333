package eventstore_test

import (
	"errors"
	"fmt"
	"reflect"
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
	return fmt.Sprintf("SaveEvents(%q, [%s], %s)", streamID, strings.Join(idsOf(events), ", "), versionName(expected))
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

// save saves a batch that has every right to be saved.
func save(t *testing.T, s store, streamID string, events []event, expected int) {
	t.Helper()
	accepted(t, s.SaveEvents(streamID, events, expected), told{
		Message: "A save that breaks no rule is refused.",
		Input:   saveCall(streamID, events, expected),
	})
}

func accepted(t *testing.T, err error, about told) {
	t.Helper()
	if err != nil {
		about.Expected, about.Actual = "no error", describe(err)
		checkkit.Fail(t, about)
	}
}

func refused(t *testing.T, err error, about told) {
	t.Helper()
	if err == nil {
		about.Expected, about.Actual = "an error", "no error"
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
		about.Message = "The ConcurrencyError does not tell what was expected and where the stream really is."
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
		Message: "A plain read fails.",
		Input:   fmt.Sprintf("GetEvents(%q, %d)", streamID, fromVersion),
	})
	return events
}

func logOf(t *testing.T, s store, afterPosition, limit int) []eventstore.RecordedEvent {
	t.Helper()
	events, err := s.ReadAll(afterPosition, limit)
	accepted(t, err, told{Message: "A plain read fails.", Input: fmt.Sprintf("ReadAll(%d, %d)", afterPosition, limit)})
	return events
}

// streamIs fails unless the stream holds exactly these events, in this order, at versions 1, 2, 3…
func streamIs(t *testing.T, s store, streamID string, ids []string, about told) {
	t.Helper()
	checkkit.Equal(t, versions(eventsOf(t, s, streamID, 1)), numbered(ids), about)
}

// logIs fails unless the log holds exactly these events, in this order, at positions 1, 2, 3…
func logIs(t *testing.T, s store, ids []string, about told) {
	t.Helper()
	checkkit.Equal(t, positions(logOf(t, s, 0, 1_000_000)), numbered(ids), about)
}

func numbered(ids []string) []string {
	lines := make([]string, len(ids))
	for at, id := range ids {
		lines[at] = line(at+1, id)
	}
	return lines
}

func versions(events []event) []string {
	lines := make([]string, len(events))
	for at, event := range events {
		lines[at] = line(event.Version, event.ID)
	}
	return lines
}

func positions(events []eventstore.RecordedEvent) []string {
	lines := make([]string, len(events))
	for at, event := range events {
		lines[at] = line(event.Position, event.ID)
	}
	return lines
}

// line is an event at its place. The crowds compare hundreds of thousands of them, so fmt would be most of their work.
func line(number int, id string) string {
	return strconv.Itoa(number) + " " + id
}

func idsOf(events []event) []string {
	ids := make([]string, len(events))
	for at, event := range events {
		ids[at] = event.ID
	}
	return ids
}

// contents is what the caller gave: type and data of each event.
func contents(events []event) []string {
	lines := make([]string, len(events))
	for at, event := range events {
		lines[at] = fmt.Sprintf("%s %s %s", event.ID, event.Type, event.Data)
	}
	return lines
}
