package eventstore_test

import (
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func readsFromVersion(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2"), paid("a3")}, 0)
	all := []string{"a1", "a2", "a3"}
	rules := []struct {
		fromVersion int
		expected    []string
	}{{1, all}, {2, all[1:]}, {3, all[2:]}, {4, all[3:]}, {100, all[3:]}, {0, all}, {-1, all}}
	for _, rule := range rules {
		checkkit.Equal(t, idsOf(eventsOf(t, s, "order-1", rule.fromVersion)), rule.expected, told{
			Message: "GetEvents returns the wrong part of the stream: fromVersion itself belongs to the answer.",
			Input:   fmt.Sprintf(`GetEvents("order-1", %d) on a stream at version 3`, rule.fromVersion),
		})
	}
	checkkit.Equal(t, len(eventsOf(t, s, "order-9", 1)), 0, told{
		Message: "A stream that nobody has written to is empty, not an error.",
		Input:   `GetEvents("order-9", 1)`,
	})
}

func readsAllInOrder(t *testing.T) {
	s := newStore(t)
	checkkit.Equal(t, len(logOf(t, s, 0, 10)), 0, told{Message: "An empty store has an empty log.", Input: "ReadAll(0, 10)"})
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	mustRefuse := told{Message: "This save must be refused.", Input: saveCall("order-1", []event{paid("x1")}, 1)}
	refused(t, s.SaveEvents("order-1", []event{paid("x1")}, 1), mustRefuse)
	save(t, s, "order-2", []event{placed("b1")}, 0)
	mustRefuse.Input = saveCall("order-2", []event{paid("b2"), paid("b2")}, 1)
	refused(t, s.SaveEvents("order-2", []event{paid("b2"), paid("b2")}, 1), mustRefuse)
	save(t, s, "order-1", []event{paid("a3")}, 2)
	save(t, s, "order-2", []event{paid("b2")}, eventstore.AnyVersion)
	ids := []string{"a1", "a2", "b1", "a3", "b2"}
	logIs(t, s, ids, told{
		Message: "The log must hold the events of all streams in the order of saving, at positions 1, 2, 3… without a hole.",
		Input:   "a1, a2 to order-1; a refused save; b1 to order-2; a refused save; a3 to order-1; b2 to order-2",
	})
	for _, page := range []struct{ after, limit, from, to int }{
		{0, 1, 0, 1}, {1, 3, 1, 4}, {3, 2, 3, 5}, {4, 10, 4, 5}, {5, 10, 5, 5}, {50, 10, 5, 5},
	} {
		checkkit.Equal(t, positions(logOf(t, s, page.after, page.limit)), numbered(ids)[page.from:page.to], told{
			Message: "ReadAll must return the events after afterPosition, that one not included, and at most limit of them.",
			Input:   fmt.Sprintf("ReadAll(%d, %d) on a log of five", page.after, page.limit),
		})
	}
	checkkit.Equal(t, logOf(t, s, 2, 1)[0].Event, eventsOf(t, s, "order-2", 1)[0], told{
		Message: "ReadAll and GetEvents tell different things about the same event.",
		Input:   "the first event of order-2",
	})
}
