package eventstore_test

import (
	"fmt"
	"slices"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func keepsItsOwnCopy(t *testing.T) {
	s := newStore(t)
	batch := []event{placed("a1"), paid("a2")}
	before := contents(batch)
	save(t, s, "order-1", batch, 0)
	for at := range batch {
		scribble(&batch[at])
	}
	about := told{
		Message: "What the caller does with its batch after the save has changed a stored event.",
		Input:   "the events and the bytes of their Data changed after SaveEvents had returned",
	}
	checkkit.Equal(t, contents(eventsOf(t, s, "order-1", 1)), before, about)
	about = told{
		Message: "What a reader does with the events it got has changed the store for everybody else.",
		Input:   "the returned events, the bytes of their Data and the slice itself changed, then read again",
	}
	read := eventsOf(t, s, "order-1", 1)
	_ = append(read[:1], paid("forged"))
	for at := range read {
		scribble(&read[at])
	}
	checkkit.Equal(t, contents(eventsOf(t, s, "order-1", 1)), before, about)
	log := logOf(t, s, 0, 10)
	_ = append(log[:1], eventstore.RecordedEvent{Event: paid("forged")})
	for at := range log {
		scribble(&log[at].Event)
	}
	checkkit.Equal(t, contents(eventsOf(t, s, "order-1", 1)), before, about)
	logIs(t, s, []string{"a1", "a2"}, about)
}

// scribble changes everything that can be reached from an event.
func scribble(event *event) {
	copy(event.Data, "forged data")
	event.ID, event.Type, event.Version = "forged", "Forged", 7
}

func inputIsLeftAlone(t *testing.T) {
	s := newStore(t)
	backing := []event{placed("a1"), paid("a2"), paid("not-in-the-batch")}
	before := fmt.Sprintf("%+v", backing)
	save(t, s, "order-1", backing[:2], 0)
	save(t, s, "order-1", []event{paid("a3")}, 2)
	checkkit.Equal(t, fmt.Sprintf("%+v", backing), before, told{
		Message: "The store has written into the caller's slice, or behind its end.",
		Input:   "a batch of two events that is the beginning of a longer slice",
	})
}

func stateIsInTheStore(t *testing.T) {
	one, two := newStore(t), newStore(t)
	save(t, one, "order-1", []event{placed("a1"), paid("a2")}, 0)
	input := "two stores made with NewMemoryEventStore, and a save to the first of them"
	streamIs(t, two, "order-1", []string{}, told{
		Message: "An event has reached another store: something is kept outside of the MemoryEventStore.",
		Input:   input,
	})
	save(t, two, "order-1", []event{placed("a1")}, 0)
	logIs(t, two, []string{"a1"}, told{Message: "Two stores count positions together.", Input: input})
	streamIs(t, one, "order-1", []string{"a1", "a2"}, told{Message: "A save to one store has changed the other.", Input: input})
}

func streamsDoNotCollide(t *testing.T) {
	s := newStore(t)
	names := []string{
		"a", "a:b", "a:b:c", "a:1", "a/1", "A", "{a}", "{a}:b", "a b", "a%3Ab", "*", "__proto__", "events", "log",
		"é", "e\u0301", "0", "1", "a\x00", "a\n",
	}
	for at, name := range names {
		accepted(t, s.SaveEvents(name, []event{placed(fmt.Sprint(at, "-1"))}, eventstore.NoStream), told{
			Message: "A stream that nobody has written to is taken for another one.",
			Input:   saveCall(name, []event{placed(fmt.Sprint(at, "-1"))}, eventstore.NoStream),
		})
	}
	for at, name := range names {
		save(t, s, name, []event{paid(fmt.Sprint(at, "-2"))}, 1)
	}
	for at, name := range names {
		streamIs(t, s, name, []string{fmt.Sprint(at, "-1"), fmt.Sprint(at, "-2")}, told{
			Message: fmt.Sprintf("The stream %q does not hold exactly its own two events.", name),
			Input:   fmt.Sprintf("two events for each of the streams %q", names),
		})
	}
	checkkit.Equal(t, len(logOf(t, s, 0, 1000)), 2*len(names), told{
		Message: "The log does not hold every event once.",
		Input:   fmt.Sprintf("%d streams, two events each", len(names)),
	})
}

func eventIDsAreOpaque(t *testing.T) {
	s := newStore(t)
	ids := []string{"__proto__", "0", "1", "a:b", "a", "b", "A", " ", "a\x00"}
	batch := []event{}
	for _, id := range ids {
		batch = append(batch, placed(id))
	}
	save(t, s, "order-1", batch, 0)
	save(t, s, "order-1", slices.Clone(batch), 0)
	streamIs(t, s, "order-1", ids, told{
		Message: "An id is any text. These must be stored once each.",
		Input:   saveCall("order-1", batch, 0) + ", twice",
	})
	save(t, s, "order-2", []event{paid("a")}, 0)
	for _, separator := range []string{":", "/", "|", "-", ".", "#", ",", " ", "\x00", ""} {
		save(t, s, "x", []event{placed("y" + separator + "z")}, eventstore.AnyVersion)
		save(t, s, "x"+separator+"y", []event{placed("z")}, 0)
	}
	known := []event{paid("new"), paid("b")}
	refused(t, s.SaveEvents("order-1", known, len(ids)), told{
		Message: "A known id was stored a second time.",
		Input:   saveCall("order-1", known, len(ids)),
	})
}
