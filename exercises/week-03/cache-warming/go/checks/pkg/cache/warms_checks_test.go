package cache_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

func warmsWhatIsMissing(t *testing.T) {
	for _, count := range []int{0, 1, 3, 14} {
		for _, ttl := range []time.Duration{hour, time.Millisecond, 30 * 24 * hour} {
			for _, concurrency := range []int{1, 5} {
				allAreMissing(t, count, ttl, concurrency)
			}
		}
	}
	for _, there := range [][]int{{0}, {13}, {1, 2, 7}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}} {
		for _, version := range []int64{1, 2} {
			someAreThere(t, there, version)
		}
	}
	threeRounds(t)
}

func allAreMissing(t *testing.T, count int, ttl time.Duration, concurrency int) {
	s := newShop(menu(count))
	ids := ranked(s.items)
	given := slices.Clone(s.items)
	one := s.instance()
	one.options.TTL, one.options.Concurrency = ttl, concurrency
	one.takes = func(string) time.Duration { return 0 } // So that the first entry lives when the last is stored.
	input := fmt.Sprintf("%s, none in the cache; TTL %v, Jitter 0, Concurrency %d", itemsOf(count), ttl, concurrency)
	expectNil(t, one.warm(), input)
	expectEqual(t, s.popularCalls, 1, "Popular is not called exactly once.", input)
	expectIDs(t, s.loaded(), ids, "Not every missing item is loaded exactly once.", input)
	expectIDs(t, s.keptIDs(), ids, "What is in the cache are not the popular items.", input)
	for _, id := range ids {
		expectEqual(t, s.entry(id).row, s.row(id), "What is stored is not the row that was loaded.", fmt.Sprintf("%s; %+q", input, id))
		expectEqual(t, s.entry(id).ttl, ttl, "A row is not stored for TTL.", fmt.Sprintf("%s; %+q", input, id))
	}
	expectEqual(t, s.items, given, "The list that Popular returned has been changed.", input)
}

// someAreThere has some entries in the cache, with a price and a life of their own. The first is free.
func someAreThere(t *testing.T, places []int, version int64) {
	s := newShop(menu(14))
	ids := ranked(s.items)
	var there []string
	for _, place := range places {
		there = append(there, ids[place])
	}
	cents := func(id string) int64 { return min(1, int64(slices.Index(there, id))) }
	for _, id := range there {
		row := s.row(id)
		row.Version, row.Cents = version/2, cents(id)
		s.put(row, time.Minute)
	}
	for _, id := range ids {
		s.change(id, version)
	}
	input := fmt.Sprintf("14 popular items, %d of them in the cache; the database has version %d of each, the cache version %d", len(there), version, version/2)
	expectNil(t, s.instance().warm(), input)
	expectIDs(t, s.loaded(), without(ids, there), "What is loaded is not what the cache does not have, once each.", input)
	for _, id := range there {
		kept := s.entry(id)
		expectEqual(t, []any{kept.row.Cents, kept.ttl}, []any{cents(id), time.Minute}, "The cache had an item, and its entry has been replaced: price in cents, and how long it lives.", input)
	}
	expectIDs(t, s.keptIDs(), ids, "What is in the cache are not the popular items.", input)
}

func threeRounds(t *testing.T) {
	s := newShop(menu(14))
	for round := 1; round <= 3; round++ {
		input := fmt.Sprintf("round %d: 14 popular items, all of which have expired since the last round; then WarmCache once more", round)
		if held := s.held(); len(held) > 0 {
			input += fmt.Sprint("; locks that the calls before have not given back: ", len(held))
		}
		for range 2 {
			expectNil(t, s.instance().warm(), input)
			expectEqual(t, len(s.loaded()), 14*round, "The number of loads so far is wrong.", input)
		}
		time.Sleep(2 * hour)
	}
}

func mostPopularFirst(t *testing.T) {
	for _, budget := range []int{1000, 15, 14, 13, 5, 1, 0} {
		s := newShop(menu(14))
		expected := ranked(s.items)[:min(budget, 14)]
		one := s.instance()
		one.options.Budget = budget
		input := fmt.Sprintf("14 popular items, none of them in the cache; Budget %d, Concurrency 1", budget)
		expectNil(t, one.warm(), input)
		expectIDs(t, s.loaded(), expected, "What is loaded are not the most read items, as many as Budget.", input)
		checkkit.SameList(t, namesOf(s.loaded()), namesOf(expected), checkkit.Told{Message: "Items are not loaded in the order of their reads.", Input: input})
		expectIDs(t, s.keptIDs(), expected, "What is stored are not the most read items, as many as Budget.", input)
	}
	for _, concurrency := range []int{2, 3, 10} {
		severalAtATime(t, concurrency)
	}
	for _, places := range [][]int{{0}, {1, 3}, {0, 1, 2, 3, 4}, {5, 6}} {
		skippedOnesCount(t, places)
	}
}

// severalAtATime has loads of different lengths. Those that are under way together may have begun in any order.
func severalAtATime(t *testing.T, concurrency int) {
	s := newShop(menu(40))
	one, order := s.instance(), ranked(s.items)
	one.options.Concurrency = concurrency
	one.takes = func(id string) time.Duration { return time.Duration(2+len(id)) * time.Millisecond }
	input := fmt.Sprintf("40 popular items, Concurrency %d; loads take different times", concurrency)
	expectNil(t, one.warm(), input)
	for begun, id := range s.loaded() {
		waiting := without(order[:slices.Index(order, id)], s.loaded()[:begun])
		if len(waiting) >= concurrency {
			checkkit.Fail(t, checkkit.Told{
				Message:  "A load begins before those of more popular items.",
				Input:    input,
				Expected: fmt.Sprintf("fewer than %d more popular items are still to be loaded", concurrency),
				Actual:   fmt.Sprintf("%d are, when Load(%+q) begins", len(waiting), id),
			})
		}
	}
}

func skippedOnesCount(t *testing.T, places []int) {
	s := newShop(menu(14))
	ids := ranked(s.items)
	var there []string
	for _, place := range places {
		there = append(there, ids[place])
		s.put(s.row(ids[place]), time.Minute)
	}
	one := s.instance()
	one.options.Budget = 5
	input := fmt.Sprintf("14 popular items, Budget 5; the cache has %d of them, the first is in place %d by reads", len(places), places[0]+1)
	expectNil(t, one.warm(), input)
	expectIDs(t, s.loaded(), without(ids[:5], there), "What is loaded are not the missing ones of the 5 most read items.", input)
}

func keepsThePlacesBusy(t *testing.T) {
	const ms = time.Millisecond
	for _, one := range []struct {
		count, concurrency int
		slow, expected     time.Duration
	}{
		{0, 5, 8 * ms, 0}, {1, 5, 8 * ms, 8 * ms}, {30, 1, 8 * ms, 240 * ms}, {30, 2, 8 * ms, 120 * ms},
		{30, 10, 8 * ms, 24 * ms}, {30, 12, 8 * ms, 24 * ms}, {1200, 1100, 8 * ms, 16 * ms}, {30, 100_000, 8 * ms, 8 * ms}, {200, 50, 8 * ms, 32 * ms},
		{30, 2, 232 * ms, 232 * ms}, {30, 5, 64 * ms, 64 * ms}, {30, 10, 32 * ms, 32 * ms},
	} {
		for _, failing := range []bool{false, true} {
			timed(t, one.count, one.concurrency, one.slow, one.expected, failing)
		}
	}
	for _, concurrency := range []int{1, 5} {
		keepsItsPlaces(t, "cached", concurrency, false)
	}
	for _, concurrency := range []int{2, 5} {
		for _, later := range []time.Duration{0, 4 * ms} {
			twoAtOnce(t, concurrency, later)
		}
	}
}

// twoAtOnce has two services, each with its own places, list and cache. Some items are in both lists.
func twoAtOnce(t *testing.T, concurrency int, later time.Duration) {
	places := []int{concurrency, 3}
	services := []*instance{newShop(menu(30)[:15]).instance(), newShop(menu(30)[9:24]).instance()}
	errs, took := make([]error, 2), make([]time.Duration, 2)
	var calls sync.WaitGroup
	for index, one := range services {
		one.options.Concurrency = places[index]
		calls.Go(func() {
			time.Sleep(time.Duration(index) * later)
			began := time.Now()
			errs[index] = one.warm()
			took[index] = time.Since(began)
		})
	}
	calls.Wait()
	for index, one := range services {
		input := fmt.Sprintf("two services, each with 15 popular items and a cache of its own, the second begins %v later; six items are in both lists; Concurrency %d and 3; service %d", later, concurrency, index+1)
		expectNil(t, errs[index], input)
		expectEqual(t, one.mostRunning, places[index], "Of two services that warm at once, one does not have Concurrency loads under way: the most that were.", input)
		rounds := (15 + places[index] - 1) / places[index]
		expectEqual(t, took[index], time.Duration(rounds)*8*time.Millisecond, "It does not take the time that it takes when Concurrency loads are under way while items are left.", input)
		expectIDs(t, one.keptIDs(), ranked(one.items), "What is in the cache of one of two services are not its own popular items.", input)
	}
}

// timed lets the most popular item take longer than the others. Every third item is in the cache, and takes no time.
func timed(t *testing.T, count, concurrency int, slow, expected time.Duration, failing bool) {
	s := newShop(menu(count + count/2))
	ids := ranked(s.items)
	for place, id := range ids {
		if place%3 == 1 {
			s.put(s.row(id), hour)
		}
	}
	one := s.instance()
	one.options.Concurrency = concurrency
	one.options.Budget = 100_000
	one.takes = func(id string) time.Duration {
		if id == ids[0] {
			return slow
		}
		return 8 * time.Millisecond
	}
	input := fmt.Sprintf("%d items to load and %d in the cache, Concurrency %d; the most popular takes %v, each other 8ms", count, count/2, concurrency, slow)
	if failing {
		input += ", and all fail"
		one.fails = func(what, _ string) error {
			if what == "load" {
				return errReset
			}
			return nil
		}
	}
	began := time.Now()
	if err := one.warm(); !failing || count == 0 {
		expectNil(t, err, input)
	}
	if one.mostRunning > concurrency {
		checkkit.Fail(t, checkkit.Told{
			Message:  "More loads are under way than Concurrency allows.",
			Input:    input,
			Expected: fmt.Sprintf("at most %d under way", concurrency),
			Actual:   fmt.Sprintf("%d under way", one.mostRunning),
		})
	}
	expectEqual(t, len(s.loaded()), count, "Not every missing item is loaded exactly once: number of loads.", input)
	expectEqual(t, time.Since(began), expected, "It does not take the time that it takes when Concurrency loads are under way while items are left.", input)
}

var errReset = errors.New("connection reset")
