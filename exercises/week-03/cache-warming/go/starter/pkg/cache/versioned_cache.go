package cache

import (
	"context"
	"time"
)

// Row is a row of the menu, as the database has it.
type Row struct {
	ID      string
	Version int64 // one more with each change of the row
	Cents   int64
}

// VersionedCache is the cache that all instances share. Whoever changes a row puts the new version into it at once. Each
// request is one step, and others may act between any two of yours. Any request may fail. Many goroutines use it at once.
type VersionedCache interface {
	// Get returns the row that is kept under the id, and whether there is one.
	Get(ctx context.Context, id string) (row Row, found bool, err error)
	// Set keeps the row for ttl, above 0, whatever was there.
	Set(ctx context.Context, row Row, ttl time.Duration) error
	// SetIfNewer is like Set, but only if nothing is kept under the row's ID, or a lower version. It tells whether it did.
	SetIfNewer(ctx context.Context, row Row, ttl time.Duration) (stored bool, err error)
	// Lock takes the lock of an id. taken is false while anybody has it, this instance included. If it is true, unlock gives
	// the lock back. A lock keeps nobody from Get or Set. The lock of an instance that has died ends by itself.
	Lock(ctx context.Context, id string) (unlock func() error, taken bool, err error)
}
