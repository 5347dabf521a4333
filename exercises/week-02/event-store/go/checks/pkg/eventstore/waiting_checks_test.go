package eventstore_test

import (
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

// noCallWaits makes every kind of call twice: with a guard, which finds a lock that was not given back, and under a virtual
// clock, which moves when a call waits for it.
func noCallWaits(t *testing.T) {
	everyKindOfCall(t, newStore(t))
	checkkit.Bubble(t, func(t *testing.T) {
		began := time.Now()
		everyKindOfCall(t, eventstore.NewMemoryEventStore())
		checkkit.Equal(t, time.Since(began).String(), "0s", told{
			Message: "A call waits for time to pass.",
			Input:   "saves, refused saves, retries and reads, one after the other",
		})
	})
}

// everyKindOfCall makes calls of which some are refused. How each ends is judged elsewhere.
func everyKindOfCall(t *testing.T, s store) {
	t.Helper()
	for _, call := range []struct {
		batch    []event
		expected int
	}{
		{many(3, "a"), 0},
		{many(3, "a"), 0},
		{many(3, "a"), eventstore.AnyVersion},
		{many(3, "b"), 0},
		{many(3, "b"), 7},
		{[]event{paid("")}, 3},
		{[]event{paid("x"), paid("x")}, eventstore.AnyVersion},
		{[]event{placed("a1")}, 0},
		{[]event{placed("a2")}, 3},
		{nil, 3},
		{nil, 2},
		{many(20, "c"), eventstore.AnyVersion},
		{many(3, "d"), 23},
	} {
		for _, streamID := range []string{"order-1", "order-2"} {
			_ = s.SaveEvents(streamID, call.batch, call.expected)
			_, _ = s.GetEvents(streamID, 1)
			_, _ = s.GetEvents(streamID, 100)
			_, _ = s.ReadAll(0, 100)
			_, _ = s.ReadAll(1_000, 1)
		}
	}
	_, _ = s.GetEvents("order-9", 1)
}
