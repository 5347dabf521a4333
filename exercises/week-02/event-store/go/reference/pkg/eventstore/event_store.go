// Package eventstore keeps what happened: streams of events that grow at the end and never change.
package eventstore

import (
	"bytes"
	"errors"
	"fmt"
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

// MemoryEventStore keeps everything in memory. Any number of goroutines may use it at the same time: a save
// compares, appends to the log and to the stream under one lock that is held from the first look to the last write.
type MemoryEventStore struct {
	mu      sync.RWMutex
	log     []RecordedEvent
	streams map[string]*stream
}

// stream is the index of one stream: where its events lie in the log, in version order, and which ids it knows.
type stream struct {
	positions []int
	versions  map[string]int
}

// NewMemoryEventStore returns an empty store.
func NewMemoryEventStore() *MemoryEventStore {
	return &MemoryEventStore{streams: map[string]*stream{}}
}

// SaveEvents implements EventStore.
func (s *MemoryEventStore) SaveEvents(streamID string, events []Event, expectedVersion int) error {
	if err := validate(events); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	known, exists := s.streams[streamID]
	if !exists {
		known = &stream{versions: map[string]int{}}
	}
	replayed, err := s.isReplay(known, events, expectedVersion)
	if replayed || err != nil {
		return err
	}
	actual := len(known.positions)
	if expectedVersion != AnyVersion && expectedVersion != actual {
		return &ConcurrencyError{Expected: expectedVersion, Actual: actual}
	}
	if err := known.refuseKnownIDs(events); err != nil {
		return err
	}
	s.append(streamID, known, events)
	return nil
}

// GetEvents implements EventStore.
func (s *MemoryEventStore) GetEvents(streamID string, fromVersion int) ([]Event, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	known, exists := s.streams[streamID]
	if !exists {
		return nil, nil
	}
	first := min(max(1, fromVersion)-1, len(known.positions))
	events := make([]Event, 0, len(known.positions)-first)
	for _, position := range known.positions[first:] {
		events = append(events, s.at(position).Event)
	}
	return events, nil
}

// ReadAll implements EventLog.
func (s *MemoryEventStore) ReadAll(afterPosition, limit int) ([]RecordedEvent, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var events []RecordedEvent
	from := min(afterPosition, len(s.log))
	last := from + min(limit, len(s.log)-from)
	for position := from + 1; position <= last; position++ {
		events = append(events, s.at(position))
	}
	return events, nil
}

// validate refuses a batch in which a retry could not be told from news.
func validate(events []Event) error {
	seen := make(map[string]bool, len(events))
	for _, event := range events {
		if event.ID == "" {
			return errors.New("an event needs an id")
		}
		if seen[event.ID] {
			return fmt.Errorf("event %s occurs twice in one batch", event.ID)
		}
		seen[event.ID] = true
	}
	return nil
}

// isReplay tells whether exactly this batch was saved before, at the place where the caller expects it to go.
func (s *MemoryEventStore) isReplay(known *stream, events []Event, expectedVersion int) (bool, error) {
	if len(events) == 0 {
		return false, nil
	}
	start := expectedVersion
	if expectedVersion == AnyVersion {
		start = known.versions[events[0].ID] - 1
	}
	for offset, event := range events {
		if version, found := known.versions[event.ID]; !found || version != start+offset+1 {
			return false, nil
		}
	}
	for offset, event := range events {
		stored := s.log[known.positions[start+offset]-1]
		if stored.Type != event.Type || !bytes.Equal(stored.Data, event.Data) {
			return false, fmt.Errorf("event %s is already stored with other content", event.ID)
		}
	}
	return true, nil
}

func (known *stream) refuseKnownIDs(events []Event) error {
	for _, event := range events {
		if _, found := known.versions[event.ID]; found {
			return fmt.Errorf("event %s is already in this stream", event.ID)
		}
	}
	return nil
}

// append writes the batch at the end of the log and of its stream. Nothing in here can fail.
func (s *MemoryEventStore) append(streamID string, known *stream, events []Event) {
	if len(events) == 0 {
		return
	}
	now := time.Now()
	for _, event := range events {
		event.Data = bytes.Clone(event.Data)
		event.Timestamp = now
		event.Version = len(known.positions) + 1
		position := len(s.log) + 1
		s.log = append(s.log, RecordedEvent{Event: event, StreamID: streamID, Position: position})
		known.positions = append(known.positions, position)
		known.versions[event.ID] = event.Version
	}
	s.streams[streamID] = known
}

// at returns a copy of the event at a position, so that nothing a reader does can reach the log.
func (s *MemoryEventStore) at(position int) RecordedEvent {
	event := s.log[position-1]
	event.Data = bytes.Clone(event.Data)
	return event
}
