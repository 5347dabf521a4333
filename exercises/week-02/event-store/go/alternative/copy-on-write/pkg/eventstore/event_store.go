// No lock: the store is a pointer to a state that never changes. A save builds the next state and swaps the
// pointer, which works only when nobody was faster; else it judges its batch again on the new state. Readers
// take the pointer and never wait.

// Package eventstore keeps what happened: streams of events that grow at the end and never change.
package eventstore

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"time"
)

const (
	// NoStream is the version of a stream that nobody has written to.
	NoStream = 0
	// AnyVersion as the expected version says that the caller does not mind what is in the stream.
	AnyVersion = -1
)

// Event is something that happened. ID, Type and Data are the caller's; Timestamp and Version are the store's.
type Event struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Data      []byte    `json:"data"`
	Timestamp time.Time `json:"timestamp"`
	Version   int       `json:"version"`
}

// RecordedEvent is an event with its place in the log of the whole store. The first position is 1.
type RecordedEvent struct {
	Event
	StreamID string `json:"streamId"`
	Position int    `json:"position"`
}

// EventStore is what a service needs to decide on one stream.
type EventStore interface {
	// SaveEvents appends the whole batch or nothing.
	SaveEvents(streamID string, events []Event, expectedVersion int) error
	// GetEvents returns the events of one stream from fromVersion on, that one included.
	GetEvents(streamID string, fromVersion int) ([]Event, error)
}

// EventLog is what a projection needs: the events of all streams, in the order in which they were saved.
type EventLog interface {
	// ReadAll returns at most limit events after afterPosition, that one not included.
	ReadAll(afterPosition, limit int) ([]RecordedEvent, error)
}

// ConcurrencyError says that somebody else was faster: the stream is not at the version that the caller decided on.
type ConcurrencyError struct {
	Expected, Actual int
}

func (e *ConcurrencyError) Error() string {
	return fmt.Sprintf("expected the stream at version %d, but it is at %d", e.Expected, e.Actual)
}

var (
	_ EventStore = (*MemoryEventStore)(nil)
	_ EventLog   = (*MemoryEventStore)(nil)
)

// MemoryEventStore is a pointer to a state that never changes.
type MemoryEventStore struct {
	current atomic.Pointer[state]
}

// state is everything that is known at one moment. Its slices are never written again, nor the events that
// they point to: a save makes new ones, and of all saves that start from one state, one swaps the pointer.
type state struct {
	log     []*RecordedEvent
	streams map[string][]*RecordedEvent
}

// NewMemoryEventStore returns an empty store.
func NewMemoryEventStore() *MemoryEventStore {
	s := &MemoryEventStore{}
	s.current.Store(&state{streams: map[string][]*RecordedEvent{}})
	return s
}

// SaveEvents implements EventStore.
func (s *MemoryEventStore) SaveEvents(streamID string, events []Event, expectedVersion int) error {
	if err := validate(events); err != nil {
		return err
	}
	for {
		before := s.current.Load()
		after, err := before.with(streamID, events, expectedVersion)
		if err != nil || after == before || s.current.CompareAndSwap(before, after) {
			return err
		}
	}
}

// GetEvents implements EventStore.
func (s *MemoryEventStore) GetEvents(streamID string, fromVersion int) ([]Event, error) {
	stream := s.current.Load().streams[streamID]
	var events []Event
	for _, recorded := range copyOf(stream[min(max(fromVersion, 1)-1, len(stream)):]) {
		events = append(events, recorded.Event)
	}
	return events, nil
}

// ReadAll implements EventLog.
func (s *MemoryEventStore) ReadAll(afterPosition, limit int) ([]RecordedEvent, error) {
	log := s.current.Load().log
	from := min(afterPosition, len(log))
	return copyOf(log[from : from+min(limit, len(log)-from)]), nil
}

// with returns the state after a save: this very state when the batch is in it already, or empty.
func (before *state) with(streamID string, events []Event, expectedVersion int) (*state, error) {
	stream := before.streams[streamID]
	replayed, err := isReplay(stream, events, expectedVersion)
	if replayed || err != nil {
		return before, err
	}
	if expectedVersion != AnyVersion && expectedVersion != len(stream) {
		return before, &ConcurrencyError{Expected: expectedVersion, Actual: len(stream)}
	}
	if id, isKnown := knownID(stream, events); isKnown {
		return before, fmt.Errorf("event %s is already in this stream", id)
	}
	fresh := make([]*RecordedEvent, len(events))
	now := time.Now()
	for at, event := range events {
		event.Data = bytes.Clone(event.Data)
		event.Version, event.Timestamp = len(stream)+at+1, now
		fresh[at] = &RecordedEvent{Event: event, StreamID: streamID, Position: len(before.log) + at + 1}
	}
	if len(fresh) == 0 {
		return before, nil
	}
	streams := maps.Clone(before.streams)
	streams[streamID] = slices.Concat(stream, fresh)
	return &state{log: slices.Concat(before.log, fresh), streams: streams}, nil
}

// knownID finds an event of the stream that has the id of one of the batch.
func knownID(stream []*RecordedEvent, batch []Event) (string, bool) {
	wanted := make(map[string]bool, len(batch))
	for _, event := range batch {
		wanted[event.ID] = true
	}
	at := slices.IndexFunc(stream, func(stored *RecordedEvent) bool { return wanted[stored.ID] })
	if at < 0 {
		return "", false
	}
	return stream[at].ID, true
}

// isReplay tells whether exactly this batch was saved before, at the place where the caller expects it to go.
func isReplay(stream []*RecordedEvent, events []Event, expectedVersion int) (bool, error) {
	start := expectedVersion
	if expectedVersion == AnyVersion && len(events) > 0 {
		start = slices.IndexFunc(stream, func(stored *RecordedEvent) bool { return stored.ID == events[0].ID })
	}
	if len(events) == 0 || start < 0 || len(stream) < start+len(events) {
		return false, nil
	}
	stored := stream[start : start+len(events)]
	for at, event := range events {
		if stored[at].ID != event.ID {
			return false, nil
		}
	}
	for at, event := range events {
		if !isSame(stored[at].Event, event) {
			return false, fmt.Errorf("event %s is already stored with other content", event.ID)
		}
	}
	return true, nil
}

func copyOf(events []*RecordedEvent) []RecordedEvent {
	copies := make([]RecordedEvent, len(events))
	for at, event := range events {
		copies[at] = *event
		copies[at].Data = bytes.Clone(event.Data)
	}
	return copies
}

// validate refuses a batch in which a retry could not be told from news.
func validate(events []Event) error {
	seen := make(map[string]bool, len(events))
	for _, event := range events {
		if event.ID == "" || seen[event.ID] {
			return fmt.Errorf("event %q: an id is needed, and only once in a batch", event.ID)
		}
		seen[event.ID] = true
	}
	return nil
}

// isSame tells whether both events say the same thing, whenever they were said.
func isSame(one, other Event) bool {
	return one.ID == other.ID && one.Type == other.Type && bytes.Equal(one.Data, other.Data)
}
