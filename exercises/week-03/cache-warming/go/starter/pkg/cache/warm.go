package cache

import (
	"context"
	"fmt"
	"time"
)

// Item is what customers read. No two items have the same ID, or the same Reads.
type Item struct {
	ID    string
	Reads int // how often it was read in the last hour
}

// Options are what a CacheService works with.
type Options struct {
	// Context ends when the process is told to stop. Stage 2; in stage 1 it does not end.
	Context context.Context
	// Popular returns the items that are worth it, in any order.
	Popular func(ctx context.Context) ([]Item, error)
	// Load reads the row of an item from the database.
	Load  func(ctx context.Context, id string) (Row, error)
	Cache VersionedCache
	// TTL is how long a row stays in the cache: whole milliseconds, from 1.
	TTL time.Duration
	// Jitter is from 0 to below 1: 0.1 spreads times to live over ± 10 %. Stage 2; in stage 1 it is 0.
	Jitter float64
	// Concurrency is how many loads may be under way at a time, from 1.
	Concurrency int
	// Budget is how many items are warmed at most, from 0.
	Budget int
	// Rand returns random numbers in [0, 1), for the jitter.
	Rand func() float64
}

// Failure is an item that could not be warmed, and why.
type Failure struct {
	ID  string
	Err error
}

// WarmError tells which items could not be warmed, in any order.
type WarmError struct {
	Failed []Failure
}

func (e *WarmError) Error() string {
	return fmt.Sprintf("%d items are not warm: %v", len(e.Failed), e.Failed)
}

// CacheService fills the cache with what is read most, before this instance takes traffic.
type CacheService struct {
	options Options
}

// NewCacheService returns a service with these options.
func NewCacheService(options Options) *CacheService {
	return &CacheService{options: options}
}

// WarmCache fills the cache. What could not be warmed is in its error.
func (c *CacheService) WarmCache() error {
	// Begin with a loop over the popular items: what is not in the cache is loaded and stored. The first check passes.
	panic("Not written yet: WarmCache. Load and store what is missing (rule 1).")
}
