package cache_test

import (
	"fmt"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

// kinds are what two of three items meet in keepsItsPlaces, and what comes of it.
var kinds = map[string]struct {
	says             string
	isLoaded, failed bool
}{
	"cached":  {"are in the cache", false, false},
	"locked":  {"are locked by another instance", false, false},
	"refused": {"get a newer version while they are loaded", true, false},
	"load":    {"have a Load that fails", true, true},
	"get":     {"have a Get that fails", false, true},
	"lock":    {"have a Lock that fails", false, true},
	"set":     {"have a SetIfNewer that fails", true, true},
	"unlock":  {"have a lock that cannot be given back", true, false},
}

// keepsItsPlaces has items that end in one way or another. However an item ends, its place is free for the next one, once, and
// it counts for the budget. A load takes 8ms, and nothing else takes time.
func keepsItsPlaces(t *testing.T, kind string, concurrency int, areLocksJudged bool) {
	s := newShop(menu(34))
	one, is := s.instance(), kinds[kind]
	one.options.Concurrency, one.options.Budget = concurrency, 30
	ids, broken, theirs := ranked(s.items)[:30], map[string]error{}, new(int)
	for place, id := range ids {
		if place%3 != 2 {
			broken[id] = errReset
		}
	}
	var met, loaded []string
	for _, id := range ids {
		if broken[id] != nil {
			met = append(met, id)
		}
		if broken[id] == nil || is.isLoaded {
			loaded = append(loaded, id)
		}
	}
	switch kind {
	case "cached":
		for _, id := range met {
			s.put(s.row(id), hour)
		}
	case "locked":
		for _, id := range met {
			s.locks[id] = theirs
		}
	case "refused":
		one.takes = func(id string) time.Duration {
			if broken[id] != nil {
				row := s.row(id)
				row.Version = 9
				s.put(row, hour)
			}
			return 8 * time.Millisecond
		}
	default:
		one.fails = failsFor(kind, broken, "each time")
	}
	input := fmt.Sprintf("34 popular items, Budget 30, Concurrency %d; 20 of the 30 %s; a load takes 8ms", concurrency, is.says)
	began := time.Now()
	err := one.warm()
	took := time.Since(began)
	expectIDs(t, s.loaded(), loaded, "What is loaded is not what has to be, each item once.", input)
	if one.mostRunning > concurrency {
		checkkit.Fail(t, checkkit.Told{
			Message:  "More loads are under way than Concurrency allows.",
			Input:    input,
			Expected: fmt.Sprintf("at most %d under way", concurrency),
			Actual:   fmt.Sprintf("%d under way", one.mostRunning),
		})
	}
	rounds := (len(loaded) + concurrency - 1) / concurrency
	expectEqual(t, took, time.Duration(rounds)*8*time.Millisecond, "It does not take the time that it takes when Concurrency loads are under way while items are left.", input)
	if is.failed {
		expectFailed(t, err, broken, input)
	} else {
		expectNil(t, err, input)
	}
	expectEqual(t, s.popularCalls, 1, "Popular is not called exactly once.", input)
	if !areLocksJudged || kind == "unlock" {
		return
	}
	var theirLocks []string
	if kind == "locked" {
		theirLocks = met
	}
	expectIDs(t, s.held(), theirLocks, "The call has ended, and the locks that are held are not those of the other instance alone.", input)
}
