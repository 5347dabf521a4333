package eventstore_test

import (
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func replayIsAccepted(t *testing.T) {
	s := newStore(t)
	for streamID, expected := range map[string]int{"order-1": 0, "order-2": eventstore.AnyVersion} {
		batch := []event{placed(streamID + "/1"), paid(streamID + "/2")}
		save(t, s, streamID, batch, expected)
		letTimePass()
		before := eventsOf(t, s, streamID, 1)
		about := told{
			Message: "The caller lost the reply and sends the same batch again. It is already stored, so it must be told that it worked.",
			Input:   saveCall(streamID, batch, expected) + ", and the same call again",
		}
		accepted(t, s.SaveEvents(streamID, []event{placed(batch[0].ID), paid(batch[1].ID)}, expected), about)
		about.Message = "The retry has changed the stream: a payment is recorded twice, or an old event has a new time."
		checkkit.Equal(t, eventsOf(t, s, streamID, 1), before, about)
	}
	checkkit.Equal(t, len(logOf(t, s, 0, 10)), 4, told{
		Message: "The retries have grown the log.",
		Input:   "two batches of two, each sent twice",
	})
}

// letTimePass waits until the clock shows another time, so that a second time stamp would be seen.
func letTimePass() {
	for began := time.Now(); !time.Now().After(began); {
	}
}

func changedReplayIsRefused(t *testing.T) {
	s := newStore(t)
	original := []event{placed("a1"), paid("a2")}
	save(t, s, "order-1", original, 0)
	otherData, otherType := paid("a2"), paid("a2")
	otherData.Data = []byte(`{"cents":990}`)
	otherType.Type = "OrderRefunded"
	for what, changed := range map[string]event{"other data": otherData, "another type": otherType} {
		for _, expected := range []int{0, eventstore.AnyVersion} {
			batch := []event{placed("a1"), changed}
			about := told{
				Message: `This is not a retry: the id is known, but the content is new. To answer "stored" is a lie, to store it a second truth.`,
				Input:   saveCall("order-1", batch, expected) + " after the same call, but a2 now has " + what,
			}
			err := s.SaveEvents("order-1", batch, expected)
			refused(t, err, about)
			if isConflict(err) {
				about.Message = "A *ConcurrencyError invites the caller to reload and try again, which can never help here."
				about.Expected, about.Actual = "another error", describe(err)
				checkkit.Fail(t, about)
			}
			about.Message = "Stored events are facts. A refused batch has changed them."
			checkkit.Equal(t, contents(eventsOf(t, s, "order-1", 1)), contents(original), about)
		}
	}
}

func reusedIDIsRefused(t *testing.T) {
	s := newStore(t)
	save(t, s, "order-1", []event{placed("a1"), paid("a2")}, 0)
	for _, reuse := range []struct {
		batch    []event
		expected int
		what     string
	}{
		{[]event{paid("a2")}, 2, "a retry that has reloaded the stream, in which its own event is already stored"},
		{[]event{paid("a3"), paid("a2")}, 2, "a new event together with one that is already stored"},
		{[]event{placed("a1"), paid("a2"), paid("a3")}, 0, "a stored batch that has grown"},
		{[]event{placed("a1"), paid("a2"), paid("a3")}, eventstore.AnyVersion, "a stored batch that has grown"},
		{[]event{paid("a2"), placed("a1")}, eventstore.AnyVersion, "a stored batch in another order"},
	} {
		about := told{
			Message: "A known id that is no exact retry must be refused: nobody can tell what the caller believes to be stored.",
			Input:   saveCall("order-1", reuse.batch, reuse.expected) + ": " + reuse.what + "; the stream holds a1, a2",
		}
		refused(t, s.SaveEvents("order-1", reuse.batch, reuse.expected), about)
		about.Message = "A batch with a known id has changed the store."
		streamIs(t, s, "order-1", []string{"a1", "a2"}, about)
		logIs(t, s, []string{"a1", "a2"}, about)
	}
}

func lateReplay(t *testing.T) {
	s := newStore(t)
	batch := []event{paid("a1"), paid("a2")}
	save(t, s, "order-1", []event{placed("z1")}, 0)
	save(t, s, "order-1", batch, 1)
	save(t, s, "order-2", []event{placed("c1")}, 0)
	save(t, s, "order-1", []event{placed("b1")}, 3)
	for _, expected := range []int{1, eventstore.AnyVersion} {
		about := told{
			Message: "A retry must be recognised however late it comes, also when the stream has grown since.",
			Input:   saveCall("order-1", batch, expected) + " once more, after somebody else has appended b1",
		}
		accepted(t, s.SaveEvents("order-1", batch, expected), about)
		about.Message = "After a retry the batch must be stored once."
		streamIs(t, s, "order-1", []string{"z1", "a1", "a2", "b1"}, about)
		logIs(t, s, []string{"z1", "a1", "a2", "c1", "b1"}, about)
	}
}
