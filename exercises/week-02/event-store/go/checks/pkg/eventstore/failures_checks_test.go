package eventstore_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func failingMidwayLeavesNothing(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("z1"), paid("z2")}, 0)
	save(t, s, "order-2", []event{placed("c1")}, 0)
	changed := paid("z1")
	for what, third := range map[string]event{"known": paid("z2"), "known with other content": changed} {
		for _, expected := range []int{2, eventstore.AnyVersion} {
			batch := []event{paid("a1"), paid("a2"), third}
			about := told{
				Message: "The id of the third event is in the stream already, so the batch must be refused.",
				Input:   saveCall("order-1", batch, expected) + ", whose third id is " + what,
			}
			refused(t, s.SaveEvents("order-1", batch, expected), about)
			about.Message = "The save was refused at its third event, and the first two stayed. Nobody will ever complete them."
			streamIs(t, s, "order-1", []string{"z1", "z2"}, about)
			logIs(t, s, []string{"z1", "z2", "c1"}, about)
		}
	}
	fresh := []event{paid("a1"), paid("a2"), paid("a3")}
	save(t, s, "order-1", fresh, 2)
	about := told{
		Message: "The ids of a refused batch are free: nothing of it was stored.",
		Input:   saveCall("order-1", fresh, 2) + " after batches with a1 and a2 were refused",
	}
	streamIs(t, s, "order-1", []string{"z1", "z2", "a1", "a2", "a3"}, about)
	logIs(t, s, []string{"z1", "z2", "c1", "a1", "a2", "a3"}, about)
}

func failuresReachTheCaller(t *testing.T) {
	s := newStore(t)
	first := []event{placed("a1"), paid("a2")}
	for _, input := range []string{"a first save", "the same save again"} {
		accepted(t, s.SaveEvents("order-1", first, 0), told{
			Message: "A save that worked must return a plain nil.",
			Input:   input + ": " + saveCall("order-1", first, 0),
		})
	}
	for _, refusal := range []struct {
		what     string
		batch    []event
		expected int
	}{
		{"an event without an id", []event{paid("")}, 2},
		{"an event without an id, for any version", []event{paid("")}, eventstore.AnyVersion},
		{"one id twice", []event{paid("x1"), paid("x1")}, 2},
		{"a known id", []event{paid("a2")}, 2},
	} {
		about := told{
			Message: "A batch that was not saved must be reported as an error.",
			Input:   saveCall("order-1", refusal.batch, refusal.expected) + ": " + refusal.what,
		}
		err := s.SaveEvents("order-1", refusal.batch, refusal.expected)
		refused(t, err, about)
		if isConflict(err) {
			about.Message = "Nobody was faster here. A *ConcurrencyError sends the caller into a loop of reloading and trying again."
			about.Expected, about.Actual = "another error", describe(err)
			checkkit.Fail(t, about)
		}
	}
	conflicts(t, s.SaveEvents("order-1", []event{paid("x1")}, 1), 1, 2, told{
		Message: "A conflict must be found by errors.As as a *ConcurrencyError: by it the caller knows to reload and decide again.",
		Input:   saveCall("order-1", []event{paid("x1")}, 1) + " on a stream at version 2",
	})
}

// usableAfterRefusal has no way to wait: a lock that was not given back leaves every goroutine asleep, and the Go runtime
// ends the process and says so.
func usableAfterRefusal(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	version := 2
	for _, refusal := range []struct {
		what     string
		batch    []event
		expected int
	}{
		{"a conflict", []event{paid("x1")}, 1},
		{"an event without an id", []event{paid("")}, 2},
		{"a known id", []event{paid("a2")}, eventstore.AnyVersion},
		{"a changed retry", []event{placed("a1"), placed("a2")}, 0},
	} {
		_ = s.SaveEvents("order-1", refusal.batch, refusal.expected)
		_ = s.SaveEvents("order-1", []event{placed("a1"), paid("a2")}, 0)
		_ = s.SaveEvents("order-1", nil, version)
		input := "after " + refusal.what + ", a retry and an empty batch"
		accepted(t, s.SaveEvents("order-1", []event{paid(refusal.what)}, version), told{
			Message: "After a refusal the store must go on as if nothing had happened.",
			Input:   input,
		})
		version++
		checkkit.Equal(t, len(eventsOf(t, s, "order-1", 1)), version, told{
			Message: "After a refusal the stream does not hold what was accepted.",
			Input:   input,
		})
	}
}
