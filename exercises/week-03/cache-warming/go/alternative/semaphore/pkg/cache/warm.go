package cache

import (
	"context"
	"errors"
	"fmt"
	"sort"
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
	popular, err := c.options.Popular(ctx)
	if err != nil {
		return errors.Join(err, ctx.Err())
	}
	items := append([]Item{}, popular...)
	sort.Slice(items, func(a, b int) bool { return items[a].Reads > items[b].Reads })
	if len(items) > c.options.Budget {
		items = items[:c.options.Budget]
	}
	places := make(chan struct{}, c.options.Concurrency)
	errs := make([]error, len(items)) // one place for each item, so no lock
	var all sync.WaitGroup
	for index, item := range items {
		select {
		case places <- struct{}{}: // taken here and not in the goroutine, which keeps the order
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		all.Add(1)
		go func() {
			defer all.Done()
			defer func() { <-places }()
			errs[index] = c.store(ctx, item.ID)
		}()
	}
	all.Wait()
	return c.verdict(ctx, items, errs)
}

func (c *CacheService) verdict(ctx context.Context, items []Item, errs []error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("warming was stopped: %w", ctx.Err())
	}
	report := &WarmError{}
	for index, err := range errs {
		if err != nil {
			report.Failed = append(report.Failed, Failure{items[index].ID, err})
		}
	}
	if report.Failed == nil {
		return nil
	}
	return fmt.Errorf("warming: %w", report)
}

// store asks the cache first, which spares what is there a lock, and asks again once the lock is held.
func (c *CacheService) store(ctx context.Context, id string) error {
	cache := c.options.Cache
	if _, found, err := cache.Get(ctx, id); found || err != nil {
		return err
	}
	unlock, taken, err := cache.Lock(ctx, id)
	if err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	if !taken {
		return nil
	}
	defer func() { _ = unlock() }()
	_, found, err := cache.Get(ctx, id)
	if err != nil || found {
		return err
	}
	row, err := c.options.Load(ctx, id)
	if err == nil {
		spread := float64(c.options.TTL) * c.options.Jitter
		ttl := c.options.TTL + time.Duration(spread-2*spread*c.options.Rand())
		_, err = cache.SetIfNewer(ctx, row, ttl.Round(time.Millisecond))
	}
	return err
}
