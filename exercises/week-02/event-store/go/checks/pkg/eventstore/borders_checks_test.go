package eventstore_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

func keepsItsOwnCopy(t *testing.T) {
	s := newStore(t)
	batch := many(3, "a")
	save(t, s, "order-0", many(1, "z"), 0)
	accepted(t, s.SaveEvents("order-1", batch, 0), told{
		Message: "A save that breaks no rule is refused.",
		Input:   saveCall("order-1", batch, 0),
	})
	both := func() []string {
		return append(contents(wholeStream(t, s, "order-1")), places(logOf(t, s, 0, 10))...)
	}
	before := both()
	for at := range batch {
		scribble(&batch[at])
	}
	sameLines(t, both(), before, "in the stream and the log", told{
		Message: "What the caller did with its batch after the save has changed a stored event.",
		Input:   "the events and the bytes of their Data changed after SaveEvents had returned",
	})
	laterCallsLeaveItAlone(t, s)
	for call, forge := range map[string]func(){
		`GetEvents("order-1", 1)`: func() { forgeAll(eventsOf(t, s, "order-1", 1)) },
		`GetEvents("order-1", 2)`: func() { forgeAll(eventsOf(t, s, "order-1", 2)) },
		"ReadAll(0, 10)":          func() { forgeLog(logOf(t, s, 0, 10)) },
		"ReadAll(1, 1)":           func() { forgeLog(logOf(t, s, 1, 1)) },
	} {
		for range 3 {
			forge()
			sameLines(t, both(), before, "in the stream and the log", told{
				Message: "What a reader did with the events it got has changed the store for everybody else.",
				Input:   "what " + call + " returned changed: the events, the bytes of their Data and the slice itself; then read again",
			})
		}
	}
}

// laterCallsLeaveItAlone: what was read stays as it is when the same store is read again.
func laterCallsLeaveItAlone(t *testing.T, s store) {
	t.Helper()
	stream, log := eventsOf(t, s, "order-1", 1), logOf(t, s, 0, 10)
	before := append(contents(stream), places(log)...)
	_, _, _ = eventsOf(t, s, "order-1", 3), eventsOf(t, s, "order-0", 1), logOf(t, s, 2, 1)
	sameLines(t, append(contents(stream), places(log)...), before, "in what was read", told{
		Message: "What a reader got changes when the same store is read again.",
		Input:   `GetEvents("order-1", 1) and ReadAll(0, 10), then other reads`,
	})
}

func forgeAll(events []event) {
	for at := range events {
		scribble(&events[at])
	}
	_ = append(events[:min(1, len(events))], paid("forged"), paid("forged"))
}

func forgeLog(log []eventstore.RecordedEvent) {
	for at := range log {
		scribble(&log[at].Event)
		log[at].StreamID, log[at].Position = "forged", 99
	}
	forged := eventstore.RecordedEvent{Event: paid("forged")}
	_ = append(log[:min(1, len(log))], forged, forged)
}

// scribble changes everything that can be reached from an event.
func scribble(event *event) {
	copy(event.Data, "forged data")
	event.ID, event.Type, event.Version = "forged", "Forged", 7
}

func inputIsLeftAlone(t *testing.T) {
	sendsTheSameSlice(t)
	s := newStore(t)
	backing := append(many(12, "a"), paid("not-in-the-batch"))
	backing[1].Version, backing[1].ID = 9, "b"
	before := fmt.Sprintf("%+v", backing)
	for _, expected := range []int{0, 0, eventstore.AnyVersion, 5} {
		for _, size := range []int{12, 2, 13} {
			_ = s.SaveEvents("order-1", backing[:size], expected)
			checkkit.Equal(t, fmt.Sprintf("%+v", backing), before, told{
				Message: "The store has written into the caller's slice, or behind its end.",
				Input:   fmt.Sprintf("a batch that is the first %d events of a slice of 13, expecting %s", size, versionName(expected)),
			})
		}
	}
}

// sendsTheSameSlice: a caller fills the same slice again and again.
func sendsTheSameSlice(t *testing.T) {
	t.Helper()
	s := newStore(t)
	batch := many(2, "a")
	var ids []string
	for round := range 3 {
		for at := range batch {
			batch[at].ID = fmt.Sprintf("e%d-%d", at, round)
			copy(batch[at].Data, fmt.Sprint(round))
		}
		about := told{
			Message: "What is saved must be the batch as it was when SaveEvents was called.",
			Input:   "the same slice of two events, saved three times with other ids and data",
		}
		accepted(t, s.SaveEvents("order-1", batch, 2*round), about)
		ids = append(ids, idsOf(batch)...)
		streamIs(t, s, "order-1", ids, about)
	}
}

func stateIsInTheStore(t *testing.T) {
	one, two := newStore(t), newStore(t)
	save(t, one, "order-1", []event{placed("a1"), paid("a2")}, 0)
	input := "two stores made with NewMemoryEventStore, and a save to the first of them"
	streamIs(t, two, "order-1", []string{}, told{
		Message: "An event has reached another store: something is kept outside the MemoryEventStore.",
		Input:   input,
	})
	save(t, two, "order-1", []event{placed("a1")}, 0)
	logIs(t, two, []string{"a1"}, told{Message: "Two stores count positions together.", Input: input})
	streamIs(t, one, "order-1", []string{"a1", "a2"}, told{Message: "A save to one store has changed the other.", Input: input})
}

// awkward are names and ids that real systems have used, and that separators and formats stumble over.
var awkward = []string{
	"a", "A", " a", "a ", "a b", "ab", " ", "+", "a+b", "a%20b", "a%2520b", "a%3Ab", "%", "%zz", "%d", "*", "?", ".",
	"a:b", "a:b:c", "a:1", ":", "a:", ":a", "a/1", "a/", "../a", "a.b", "a-b", "a_b", "a|b", "a#b", "a,b", `a\b`,
	"{a}", "{a}:b", "[a]", `"a"`, "'a'", "`", "a\n", "a\t", "\x00", "a\x00", "a\x00b", "__proto__", "events", "log", "nil",
	"é", "e\u0301", "É", "ß", "ss", "☕", "0", "1", "01", "1.0", "-1", strings.Repeat("n", 5_000) + "1", strings.Repeat("n", 5_000) + "2",
}

func streamsDoNotCollide(t *testing.T) {
	s := newStore(t)
	var log []string
	for round := range 3 {
		for at, name := range awkward {
			message := "A stream is not at the version at which its own events leave it."
			if round == 0 {
				message = "A stream that nobody has written to is taken for another one."
			}
			id := fmt.Sprintf("e%d-%d", at, round+1)
			saveAs(t, s, name, []event{paid(id)}, round, told{Message: message})
			log = append(log, fmt.Sprintf("%s in %q", id, name))
		}
	}
	input := fmt.Sprintf("three events for each of %d streams, among them %q", len(awkward), awkward[:8])
	for at, name := range awkward {
		streamIs(t, s, name, idsOf(many(3, fmt.Sprintf("e%d-", at))), told{Message: "A stream does not hold exactly its own events.", Input: input})
	}
	var found []string
	for _, recorded := range logOf(t, s, 0, 1000) {
		found = append(found, fmt.Sprintf("%s in %q", recorded.ID, recorded.StreamID))
	}
	sameLines(t, found, log, "in the log, by stream", told{
		Message: "The log does not hold every event once, under the name that its stream was given.",
		Input:   input,
	})
	forgetsNoStream(t, s)
}

// forgetsNoStream: the first streams are still what they were when many others have come.
func forgetsNoStream(t *testing.T, s store) {
	t.Helper()
	const others = 150
	for number := range others {
		save(t, s, fmt.Sprintf("other-%d", number+1), []event{placed("o1")}, eventstore.NoStream)
	}
	about := told{Message: "A stream is not what it was before others were written to."}
	for at, name := range awkward {
		about.Input = fmt.Sprintf("the stream %.20q with three events, then an event to each of %d other streams, and one to this stream", name, others)
		saveAs(t, s, name, []event{paid(fmt.Sprintf("e%d-4", at))}, 3, about)
		streamIs(t, s, name, idsOf(many(4, fmt.Sprintf("e%d-", at))), about)
	}
}

func eventIDsAreOpaque(t *testing.T) {
	s := newStore(t)
	batch := paidAll(awkward...)
	reversed := slices.Clone(batch)
	slices.Reverse(reversed)
	other := slices.Clone(batch)
	for at := range other {
		other[at].Type = "OrderRefunded"
	}
	about := told{Input: fmt.Sprintf("one batch whose ids are %d different strings, among them %q", len(awkward), awkward[:8])}
	for _, sent := range []struct {
		streamID string
		batch    []event
		first    int
	}{{"order-1", batch, 0}, {"order-2", reversed, eventstore.AnyVersion}, {"order-3", other, 0}} {
		for _, expected := range []int{sent.first, 0, eventstore.AnyVersion} {
			about.Message = "An id is any string that is not empty, and only known in its own stream: " +
				"these must be stored once each, and be a retry when sent again."
			saveAs(t, s, sent.streamID, sent.batch, expected, about)
		}
		about.Message = "The ids must be stored once each, as they are."
		streamIs(t, s, sent.streamID, idsOf(sent.batch), about)
	}
	for _, id := range awkward {
		saveAs(t, s, "order-4", []event{placed(id)}, eventstore.AnyVersion, told{
			Message: "Two different strings are two ids. This one is new in its stream.",
		})
	}
	streamIs(t, s, "order-4", awkward, about)
	for _, separator := range []string{":", "/", "|", "-", ".", "#", ",", " ", "\x00", ""} {
		save(t, s, "x", []event{placed("y" + separator + "z")}, eventstore.AnyVersion)
		saveAs(t, s, "x"+separator+"y", []event{placed("z")}, 0, told{
			Message: "An id is only known in its own stream. This one is new in its stream.",
		})
	}
	for _, known := range awkward {
		refused(t, s.SaveEvents("order-1", []event{paid("new"), paid(known)}, len(awkward)), told{
			Message: "A known id was stored a second time.",
			Input:   fmt.Sprintf("a new event and the id %q, which is in the stream", known),
		})
	}
}
