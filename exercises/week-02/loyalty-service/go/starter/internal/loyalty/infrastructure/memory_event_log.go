package infrastructure

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"go-coffee/internal/loyalty/domain"
)

// MemoryEventLog is an EventLog in the memory of one process, for tests and for a first run on a laptop.
type MemoryEventLog struct {
	lock    sync.Mutex
	streams map[string][]Record
	outbox  []Record
}

// NewMemoryEventLog is an empty log.
func NewMemoryEventLog() *MemoryEventLog {
	return &MemoryEventLog{streams: map[string][]Record{}}
}

// Read implements EventLog.
func (l *MemoryEventLog) Read(_ context.Context, stream string) ([]Record, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return slices.Clone(l.streams[stream]), nil
}

// Append implements EventLog.
func (l *MemoryEventLog) Append(_ context.Context, stream string, events []domain.Event, expectedVersion int) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	version := len(l.streams[stream])
	if expectedVersion != AnyVersion && expectedVersion != version {
		return &VersionMismatchError{Expected: expectedVersion, Actual: version}
	}
	for _, event := range events {
		version++
		record := Record{ID: fmt.Sprintf("%s#%d", stream, version), Stream: stream, Version: version, Event: event}
		l.streams[stream] = append(l.streams[stream], record)
		l.outbox = append(l.outbox, record)
	}
	return nil
}

// Waiting implements EventLog.
func (l *MemoryEventLog) Waiting(context.Context) ([]Record, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return slices.Clone(l.outbox), nil
}

// Confirm implements EventLog.
func (l *MemoryEventLog) Confirm(_ context.Context, ids []string) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.outbox = slices.DeleteFunc(l.outbox, func(record Record) bool { return slices.Contains(ids, record.ID) })
	return nil
}
