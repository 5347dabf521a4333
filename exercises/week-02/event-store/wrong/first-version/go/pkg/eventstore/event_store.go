// Package eventstore keeps what happened: streams of events that grow at the end and never change.
package eventstore

import (
	"encoding/json"
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

// MemoryEventStore keeps lists of texts, as a Redis would.
type MemoryEventStore struct {
	mu    sync.Mutex
	lists map[string][][]byte
	all   [][]byte
}

// NewMemoryEventStore returns an empty store.
func NewMemoryEventStore() *MemoryEventStore {
	return &MemoryEventStore{lists: map[string][][]byte{}}
}

// SaveEvents implements EventStore.
func (s *MemoryEventStore) SaveEvents(streamID string, events []Event, expectedVersion int) error {
	for _, event := range events {
		eventData, _ := json.Marshal(event)
		s.push(streamID, eventData)
	}
	return nil
}

// GetEvents implements EventStore.
func (s *MemoryEventStore) GetEvents(streamID string, fromVersion int) ([]Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.lists["stream:"+streamID]
	var events []Event
	for _, eventData := range list[min(max(0, fromVersion-1), len(list)):] {
		var event Event
		if err := json.Unmarshal(eventData, &event); err != nil {
			return nil, err
		}
		events = append(events, event)
	}
	return events, nil
}

// ReadAll implements EventLog.
func (s *MemoryEventStore) ReadAll(afterPosition, limit int) ([]RecordedEvent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var events []RecordedEvent
	for position := afterPosition + 1; position <= min(len(s.all), afterPosition+limit); position++ {
		recorded := RecordedEvent{Position: position}
		if err := json.Unmarshal(s.all[position-1], &recorded.Event); err != nil {
			return nil, err
		}
		events = append(events, recorded)
	}
	return events, nil
}

// push appends to one list, which is atomic by itself.
func (s *MemoryEventStore) push(streamID string, eventData []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lists["stream:"+streamID] = append(s.lists["stream:"+streamID], eventData)
	s.all = append(s.all, eventData)
}
