package cache

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
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
	ctx := c.options.Context
	if err := ctx.Err(); err != nil {
		return err
	}
	items, err := c.options.Popular(ctx)
	if err != nil {
		return fmt.Errorf("popular items: %w", err)
	}
	failed := c.warmAll(ctx, c.mostRead(items))
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(failed) > 0 {
		return &WarmError{Failed: failed}
	}
	return nil
}

func (c *CacheService) mostRead(items []Item) []Item {
	sorted := slices.SortedFunc(slices.Values(items), func(a, b Item) int { return cmp.Compare(b.Reads, a.Reads) })
	return sorted[:min(c.options.Budget, len(sorted))]
}

// warmAll has as many workers as loads may be under way. Each takes the most popular item that is left.
func (c *CacheService) warmAll(ctx context.Context, items []Item) (failed []Failure) {
	queue := make(chan Item, len(items))
	for _, item := range items {
		queue <- item
	}
	close(queue)
	var workers sync.WaitGroup
	var lock sync.Mutex
	for range min(c.options.Concurrency, len(items)) {
		workers.Go(func() {
			for item := range queue {
				if ctx.Err() != nil {
					return
				}
				if err := c.warm(ctx, item.ID); err != nil {
					lock.Lock()
					failed = append(failed, Failure{ID: item.ID, Err: err})
					lock.Unlock()
				}
			}
		})
	}
	workers.Wait()
	return failed
}

// warm looks whether the row is there under the lock: before it, another instance may store the row and give the lock back.
func (c *CacheService) warm(ctx context.Context, id string) error {
	unlock, taken, err := c.options.Cache.Lock(ctx, id)
	if err != nil || !taken {
		return err
	}
	defer unlock() // A lock that can't be given back ends by itself.
	if _, found, err := c.options.Cache.Get(ctx, id); err != nil || found {
		return err
	}
	row, err := c.options.Load(ctx, id)
	if err != nil {
		return err
	}
	_, err = c.options.Cache.SetIfNewer(ctx, row, c.life())
	return err
}

func (c *CacheService) life() time.Duration {
	deviation := (2*c.options.Rand() - 1) * c.options.Jitter
	return time.Duration(float64(c.options.TTL) * (1 + deviation))
}
