package cache_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"go-coffee/pkg/cache"
)

const hour = time.Hour

// names are easily taken for one another.
var names = []string{"latte", " latte", "Latte", "__proto__", "constructor", "a%25", "é", "e\u0301", "10", "9", "mocha", "tea", "ristretto"}

// menu returns so many items, in an order that has nothing to do with their reads, which go from 0 to more than 32 bits hold.
func menu(count int) []cache.Item {
	var items []cache.Item
	for index := range count {
		id, place := fmt.Sprint("item-", index), (index*11+3)%count
		if index < len(names) {
			id = names[index]
		}
		reads := place*place*3 + place*9
		if place > 7 {
			reads = place*place*3 + place*1_000_000_007
		}
		items = append(items, cache.Item{ID: id, Reads: reads})
	}
	return items
}

// itemsOf is how it stands in a sentence.
func itemsOf(count int) string {
	if count == 1 {
		return "1 popular item"
	}
	return fmt.Sprint(count, " popular items")
}

// ranked are the ids, the most read first.
func ranked(items []cache.Item) []string {
	var ids []string
	for _, item := range slices.SortedFunc(slices.Values(items), func(a, b cache.Item) int { return cmp.Compare(b.Reads, a.Reads) }) {
		ids = append(ids, item.ID)
	}
	return ids
}

// An entry is what the cache has under an id, for how long it was stored, and when.
type entry struct {
	row cache.Row
	ttl time.Duration
	at  time.Time
}

// A shop is a database, and a cache that any number of instances share. Time is virtual.
type shop struct {
	items []cache.Item

	lock         sync.Mutex
	rows         map[string]cache.Row
	kept         map[string]entry
	locks        map[string]*int
	loads        []string
	popularCalls int
	running      int
	mostRunning  int
	requests     int
}

func newShop(items []cache.Item) *shop {
	s := &shop{items: items, rows: map[string]cache.Row{}, kept: map[string]entry{}, locks: map[string]*int{}}
	for _, item := range items {
		s.change(item.ID, 1)
	}
	return s
}

// change gives the database this version of a row. Latte is free today.
func (s *shop) change(id string, version int64) cache.Row {
	s.lock.Lock()
	defer s.lock.Unlock()
	row := cache.Row{ID: id, Version: version, Cents: 400 + version}
	if id == "latte" {
		row.Cents = 0
	}
	s.rows[id] = row
	return s.rows[id]
}

func (s *shop) row(id string) cache.Row {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.rows[id]
}

func (s *shop) put(row cache.Row, ttl time.Duration) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.kept[row.ID] = entry{row, ttl, time.Now()}
}

func (s *shop) putIfNewer(row cache.Row, ttl time.Duration) bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	if old, found := s.find(row.ID); found && old.row.Version >= row.Version {
		return false
	}
	s.kept[row.ID] = entry{row, ttl, time.Now()}
	return true
}

// find needs the lock.
func (s *shop) find(id string) (entry, bool) {
	one, found := s.kept[id]
	return one, found && time.Since(one.at) < one.ttl
}

func (s *shop) entry(id string) entry {
	s.lock.Lock()
	defer s.lock.Unlock()
	one, found := s.find(id)
	if !found {
		return entry{}
	}
	return one
}

func (s *shop) keptIDs() []string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.Sorted(maps.Keys(s.kept))
}

func (s *shop) held() []string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.Sorted(maps.Keys(s.locks))
}

func (s *shop) loaded() []string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.Clone(s.loads)
}

// An instance is one connection to the shop, and what is special about it.
type instance struct {
	*shop
	options cache.Options
	// takes is how long a load of this item takes.
	takes func(id string) time.Duration
	// fails says with what a request fails: "popular", "load", "get", "set", "lock" or "unlock", and the id.
	fails func(what, id string) error
	// before and after are how long a request takes on its way there, and how long the answer takes on its way back.
	before, after map[string]time.Duration
}

func (s *shop) instance() *instance {
	i := &instance{shop: s}
	i.takes = func(string) time.Duration { return 8 * time.Millisecond }
	i.fails = func(string, string) error { return nil }
	random, lock := rand.New(rand.NewPCG(7, 7)), &sync.Mutex{}
	i.options = cache.Options{
		Context: context.Background(), Popular: i.popular, Load: i.load, Cache: i, TTL: hour, Concurrency: 1, Budget: 1000,
		Rand: func() float64 {
			lock.Lock()
			defer lock.Unlock()
			return random.Float64()
		},
	}
	return i
}

func (i *instance) warm() error {
	return cache.NewCacheService(i.options).WarmCache()
}

func (i *instance) popular(ctx context.Context) ([]cache.Item, error) {
	i.shop.lock.Lock()
	i.popularCalls++
	i.shop.lock.Unlock()
	if err := wait(ctx, i.before["popular"]); err != nil {
		return nil, err
	}
	return i.items, i.fails("popular", "")
}

// load reads the row when half of its time is over. With a context that has ended nothing begins.
func (i *instance) load(ctx context.Context, id string) (cache.Row, error) {
	if ctx.Err() != nil {
		return cache.Row{}, ctx.Err()
	}
	i.shop.lock.Lock()
	i.loads = append(i.loads, id)
	i.running++
	i.mostRunning = max(i.mostRunning, i.running)
	i.shop.lock.Unlock()
	defer func() {
		i.shop.lock.Lock()
		i.running--
		i.shop.lock.Unlock()
	}()
	if err := wait(ctx, i.takes(id)/2); err != nil {
		return cache.Row{}, err
	}
	row := i.row(id)
	if err := wait(ctx, i.takes(id)-i.takes(id)/2); err != nil {
		return cache.Row{}, err
	}
	return row, i.fails("load", id)
}

func (i *instance) Get(ctx context.Context, id string) (row cache.Row, found bool, err error) {
	err = i.request(ctx, "get", id, func() {
		i.shop.lock.Lock()
		defer i.shop.lock.Unlock()
		var one entry
		if one, found = i.find(id); found {
			row = one.row
		}
	})
	return row, found, err
}

func (i *instance) Set(ctx context.Context, row cache.Row, ttl time.Duration) error {
	return i.request(ctx, "set", row.ID, func() { i.put(row, ttl) })
}

func (i *instance) SetIfNewer(ctx context.Context, row cache.Row, ttl time.Duration) (stored bool, err error) {
	err = i.request(ctx, "set", row.ID, func() { stored = i.putIfNewer(row, ttl) })
	return stored, err
}

func (i *instance) Lock(ctx context.Context, id string) (unlock func() error, taken bool, err error) {
	mine := new(int)
	give := func() {
		i.shop.lock.Lock()
		defer i.shop.lock.Unlock()
		if i.locks[id] == mine {
			delete(i.locks, id)
		}
	}
	err = i.request(ctx, "lock", id, func() {
		i.shop.lock.Lock()
		defer i.shop.lock.Unlock()
		if taken = i.locks[id] == nil; taken {
			i.locks[id] = mine
		}
	})
	if err != nil || !taken {
		give() // Nobody would know that it was taken.
		return nil, false, err
	}
	return func() error { return i.request(context.Background(), "unlock", id, give) }, true, nil
}

func (i *instance) request(ctx context.Context, what, id string, act func()) error {
	i.shop.lock.Lock()
	i.requests++
	i.shop.lock.Unlock()
	if err := wait(ctx, i.before[what]); err != nil {
		return err
	}
	if err := i.fails(what, id); err != nil {
		return err
	}
	act()
	return wait(ctx, i.after[what])
}

func wait(ctx context.Context, duration time.Duration) error {
	if duration == 0 || ctx.Err() != nil {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(duration):
		return nil
	}
}
