// Package infrastructure holds the adapters: what implements the ports of the application with a store and a broker.
package infrastructure

import (
	"context"
	"fmt"

	"go-coffee/internal/loyalty/domain"
)

// Record is a saved event.
type Record struct {
	// ID is unique, and the same whenever the record is read.
	ID     string
	Stream string
	// Version is 1 for the first event of the stream, then 2, 3, …
	Version int
	Event   domain.Event
}

// AnyVersion given as the expected version appends whatever the version is.
const AnyVersion = -1

// VersionMismatchError says that the stream does not have the version that the writer expected. Nothing was written.
type VersionMismatchError struct {
	Expected int
	Actual   int
}

func (e *VersionMismatchError) Error() string {
	return fmt.Sprintf("stream version is %d, not %d", e.Actual, e.Expected)
}

// EventLog is the store that all instances of the service share: one stream for each account, and one outbox that holds
// every record until it is confirmed as published. Each call is atomic by itself; between two calls, other instances may
// act. It is safe for concurrent use.
type EventLog interface {
	// Read returns the records of a stream in order; none when the stream does not exist.
	Read(ctx context.Context, stream string) ([]Record, error)
	// Append appends the events to the stream and to the outbox, in one step, when the stream is at expectedVersion. It
	// fails with a *VersionMismatchError when it is not.
	Append(ctx context.Context, stream string, events []domain.Event, expectedVersion int) error
	// Waiting returns the outbox: the records nobody has confirmed yet, in the order in which they were appended.
	Waiting(ctx context.Context) ([]Record, error)
	// Confirm takes these records out of the outbox. They stay in their streams.
	Confirm(ctx context.Context, ids []string) error
}
