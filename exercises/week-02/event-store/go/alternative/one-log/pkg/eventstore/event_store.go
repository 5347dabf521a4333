// The smallest right answer: one slice that holds everything, one mutex, and a stream is a loop over it.
// Every rule can be read in order in SaveEvents. It gets slower with every event, because each call looks at
// all of them.

// Package eventstore keeps what happened: streams of events that grow at the end and never change.
package eventstore

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
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

// MemoryEventStore is one log of everything behind one lock.
type MemoryEventStore struct {
	mu  sync.Mutex
	log []RecordedEvent
}

// NewMemoryEventStore returns an empty store.
func NewMemoryEventStore() *MemoryEventStore {
	return &MemoryEventStore{}
}

// SaveEvents implements EventStore.
func (s *MemoryEventStore) SaveEvents(streamID string, events []Event, expectedVersion int) error {
	if err := validate(events); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	stream := s.stream(streamID)
	versions := make(map[string]int, len(stream))
	for _, stored := range stream {
		versions[stored.ID] = stored.Version
	}
	known := slices.IndexFunc(events, func(event Event) bool { return versions[event.ID] > 0 })
	if known < 0 {
		return s.append(streamID, events, expectedVersion, len(stream))
	}
	start := versions[events[0].ID] - 1
	isAtItsPlace := expectedVersion == AnyVersion || expectedVersion == start
	if start < 0 || !isAtItsPlace || len(stream) < start+len(events) {
		return s.refuse(events[known], expectedVersion, len(stream))
	}
	for offset, event := range events {
		if !isSame(stream[start+offset], event) {
			return fmt.Errorf("event %s is not what is stored at version %d", event.ID, start+offset+1)
		}
	}
	return nil
}

// GetEvents implements EventStore.
func (s *MemoryEventStore) GetEvents(streamID string, fromVersion int) ([]Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stream := s.stream(streamID)
	return stream[min(max(fromVersion, 1)-1, len(stream)):], nil
}

// ReadAll implements EventLog.
func (s *MemoryEventStore) ReadAll(afterPosition, limit int) ([]RecordedEvent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := min(afterPosition, len(s.log))
	page := slices.Clone(s.log[from : from+min(limit, len(s.log)-from)])
	for at := range page {
		page[at].Data = bytes.Clone(page[at].Data)
	}
	return page, nil
}

// stream copies the events of one stream out of the log.
func (s *MemoryEventStore) stream(streamID string) []Event {
	var events []Event
	for _, recorded := range s.log {
		if recorded.StreamID == streamID {
			recorded.Data = bytes.Clone(recorded.Data)
			events = append(events, recorded.Event)
		}
	}
	return events
}

func (s *MemoryEventStore) append(streamID string, events []Event, expectedVersion, actual int) error {
	if expectedVersion != AnyVersion && expectedVersion != actual {
		return &ConcurrencyError{Expected: expectedVersion, Actual: actual}
	}
	now := time.Now()
	for offset, event := range events {
		event.Data = bytes.Clone(event.Data)
		event.Version, event.Timestamp = actual+offset+1, now
		s.log = append(s.log, RecordedEvent{Event: event, StreamID: streamID, Position: len(s.log) + 1})
	}
	return nil
}

func (s *MemoryEventStore) refuse(known Event, expectedVersion, actual int) error {
	if expectedVersion != AnyVersion && expectedVersion != actual {
		return &ConcurrencyError{Expected: expectedVersion, Actual: actual}
	}
	return fmt.Errorf("event %s is already in this stream", known.ID)
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
