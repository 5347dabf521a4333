package eventstore_test

import (
	"fmt"
	"slices"
	"testing"

	"go-coffee/pkg/eventstore"
)

func failingMidwayLeavesNothing(t *testing.T) {
	s := newStore(t)
	before, good := []string{"z1", "z2"}, many(12, "a")
	save(t, s, "order-1", []event{placed("z1"), paid("z2")}, 0)
	save(t, s, "order-2", []event{placed("c1")}, 0)
	for what, bad := range map[string]event{
		"is known":                    paid("z2"),
		"is known with other content": paid("z1"),
		"is empty":                    paid(""),
		"is the first one again":      paid("a1"),
	} {
		for _, at := range []int{1, 6, 12} {
			for _, expected := range []int{2, eventstore.AnyVersion} {
				batch := slices.Insert(copyOf(good), at, bad)
				about := told{
					Message: "One id of the batch cannot be stored, so the batch must be refused.",
					Input:   fmt.Sprintf("%s, whose id number %d %s", saveCall("order-1", batch, expected), at+1, what),
				}
				refused(t, s.SaveEvents("order-1", batch, expected), about)
				about.Message = "The save was refused because of one event, and others of its batch stayed."
				orderIs(t, s, before, about, "c1")
			}
		}
	}
	about := told{Message: "The ids of a refused batch are free: nothing of it was stored."}
	saveAs(t, s, "order-1", good, 2, about)
	about.Input = saveCall("order-1", good, 2) + " after batches with these ids were refused"
	streamIs(t, s, "order-1", append(before, idsOf(good)...), about)
	logIs(t, s, append([]string{"z1", "z2", "c1"}, idsOf(good)...), about)
}

func failuresReachTheCaller(t *testing.T) {
	s := newStore(t)
	first := []event{placed("a1"), paid("a2")}
	for _, input := range []string{"a first save", "the same save again", "and once more"} {
		saveAs(t, s, "order-1", first, 0, told{
			Message: "A save that worked must return a plain nil.",
			Input:   input + ": " + saveCall("order-1", first, 0),
		})
	}
	for _, refusal := range []struct {
		what  string
		batch []event
	}{
		{"an event without an id", []event{paid("x1"), paid(""), paid("x2")}},
		{"one id twice", []event{paid("x1"), paid("x2"), paid("x1")}},
		{"a known id", []event{paid("x1"), paid("a2")}},
	} {
		for _, expected := range []int{2, eventstore.AnyVersion} {
			about := told{
				Message: "A batch that was not saved must be reported as an error.",
				Input:   saveCall("order-1", refusal.batch, expected) + ": " + refusal.what + ", on a stream at version 2",
			}
			refusedForGood(t, s.SaveEvents("order-1", refusal.batch, expected), about)
		}
	}
	conflicts(t, s.SaveEvents("order-1", many(1, "x"), 1), 1, 2, told{
		Message: "A conflict must be found by errors.As as a *ConcurrencyError: by it the caller knows to reload and decide again.",
		Input:   saveCall("order-1", many(1, "x"), 1) + " on a stream at version 2",
	})
}

// errorsStayAsTheyAre: each caller keeps the error that it got, whatever is refused after it.
func errorsStayAsTheyAre(t *testing.T, s store) {
	t.Helper()
	errs := map[int]error{}
	for _, expected := range []int{3, 4, 5} {
		errs[expected] = s.SaveEvents("order-1", many(1, "x"), expected)
	}
	for expected, err := range errs {
		conflicts(t, err, expected, 2, told{
			Message: "A refused save must return a *ConcurrencyError, which stays as it is when others are refused.",
			Input:   fmt.Sprintf("the error of a save that expected version %d on a stream at version 2, after saves that expected 3, 4 and 5", expected),
		})
	}
}

// usableAfterRefusal has no way to wait: a lock that was not given back leaves every goroutine asleep, and the Go runtime
// ends the process and says so.
func usableAfterRefusal(t *testing.T) {
	s := newStore(t)
	first := []event{placed("a1"), paid("a2")}
	save(t, s, "order-1", first, 0)
	errorsStayAsTheyAre(t, s)
	for round := range 3 {
		for _, refusal := range []struct {
			what     string
			batch    []event
			expected int
		}{
			{"a conflict", many(1, "x"), 1},
			{"an event without an id", []event{paid("x1"), paid("")}, eventstore.AnyVersion},
			{"an id that occurs twice", []event{paid("x1"), paid("x1")}, eventstore.AnyVersion},
			{"a known id", []event{paid("x1"), paid("a2")}, eventstore.AnyVersion},
			{"a changed retry", []event{placed("a1"), placed("a2")}, 0},
			{"a retry", first, 0},
			{"an empty batch", nil, eventstore.AnyVersion},
			{"an empty batch at another version", nil, 1},
		} {
			for range []int{20, 1, 1}[round] {
				_ = s.SaveEvents("order-1", refusal.batch, refusal.expected)
			}
			about := told{
				Message: "After a refusal, a retry or an empty batch the same store must go on as if nothing had happened.",
				Input:   fmt.Sprintf("after %s (round %d; in the first one, 20 times)", refusal.what, round+1),
			}
			stored := idsOf(wholeStream(t, s, "order-1")) // Whether what was to be refused is there, is judged elsewhere.
			fresh := paid(fmt.Sprint("g", len(stored)))
			saveAs(t, s, "order-1", []event{fresh}, len(stored), about)
			stored = append(stored, fresh.ID)
			orderIs(t, s, stored, about)
		}
	}
}
