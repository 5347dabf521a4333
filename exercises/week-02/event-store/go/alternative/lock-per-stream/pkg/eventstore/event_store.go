// Each stream has a lock of its own, so that saves to different orders judge their batches side by side.
// Only the append to the log is done under a second lock, and that one is always taken last and holds both:
// no position without an event, no event without one.

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

// MemoryEventStore is a log, and a lock for each stream. A stream's lock is taken before the log's, never after it.
type MemoryEventStore struct {
	streams sync.Map // name → *stream

	mu  sync.RWMutex
	log []RecordedEvent
}

// stream guards the decision to append to it. Its events are written while both locks are held.
type stream struct {
	mu       sync.RWMutex
	events   []Event
	versions map[string]int
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
	stream := s.stream(streamID)
	stream.mu.Lock()
	defer stream.mu.Unlock()
	isReplay, err := stream.judge(events, expectedVersion)
	if isReplay || err != nil {
		return err
	}
	now := time.Now()
	batch := slices.Clone(events)
	for at := range batch {
		batch[at].Data = bytes.Clone(batch[at].Data)
		batch[at].Version, batch[at].Timestamp = len(stream.events)+at+1, now
		stream.versions[batch[at].ID] = batch[at].Version
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	stream.events = append(stream.events, batch...)
	for _, event := range batch {
		s.log = append(s.log, RecordedEvent{Event: event, StreamID: streamID, Position: len(s.log) + 1})
	}
	return nil
}

// GetEvents implements EventStore.
func (s *MemoryEventStore) GetEvents(streamID string, fromVersion int) ([]Event, error) {
	stream := s.stream(streamID)
	stream.mu.RLock()
	defer stream.mu.RUnlock()
	events := slices.Clone(stream.events[min(max(fromVersion, 1)-1, len(stream.events)):])
	for at := range events {
		events[at].Data = bytes.Clone(events[at].Data)
	}
	return events, nil
}

// ReadAll implements EventLog.
func (s *MemoryEventStore) ReadAll(afterPosition, limit int) ([]RecordedEvent, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	from := min(afterPosition, len(s.log))
	page := slices.Clone(s.log[from : from+min(limit, len(s.log)-from)])
	for at := range page {
		page[at].Data = bytes.Clone(page[at].Data)
	}
	return page, nil
}

func (s *MemoryEventStore) stream(streamID string) *stream {
	found, _ := s.streams.LoadOrStore(streamID, &stream{versions: map[string]int{}})
	return found.(*stream)
}

// judge tells whether the batch is stored already, or why it must not be stored.
func (known *stream) judge(events []Event, expectedVersion int) (isReplay bool, err error) {
	actual := len(known.events)
	isStale := expectedVersion != AnyVersion && expectedVersion != actual
	first := slices.IndexFunc(events, func(event Event) bool { return known.versions[event.ID] > 0 })
	if first < 0 {
		if isStale {
			return false, &ConcurrencyError{Expected: expectedVersion, Actual: actual}
		}
		return false, nil
	}
	start := known.versions[events[0].ID] - 1
	if start < 0 || start+len(events) > actual || (expectedVersion != AnyVersion && expectedVersion != start) {
		return false, fmt.Errorf("event %s is already in this stream", events[first].ID)
	}
	for offset, event := range events {
		if !isSame(known.events[start+offset], event) {
			return false, fmt.Errorf("event %s is not what is stored at version %d", event.ID, start+offset+1)
		}
	}
	return true, nil
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
