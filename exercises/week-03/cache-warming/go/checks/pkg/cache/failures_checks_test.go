package cache_test

import (
	"errors"
	"fmt"
	"maps"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/cache"
)

func tellsWhatFailed(t *testing.T) {
	for _, what := range []string{"load", "get", "set"} {
		for _, places := range [][]int{{0}, {6}, {13}, {3, 4, 5, 9, 10}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}} {
			for _, concurrency := range []int{1, 4} {
				someFail(t, what, places, concurrency, "each time")
			}
		}
		someFail(t, what, []int{3, 4, 5, 9, 10}, 4, "the first time")
		for _, concurrency := range []int{1, 3} {
			keepsItsPlaces(t, what, concurrency, false)
		}
	}
	manyFailTogether(t)
	popularFails(t)
}

// someFail calls twice. The second call finds everything well.
func someFail(t *testing.T, what string, places []int, concurrency int, when string) {
	s := newShop(menu(14))
	ids, broken := ranked(s.items), map[string]error{}
	var failing []string
	for _, place := range places {
		broken[ids[place]] = fmt.Errorf("no answer about %q", ids[place])
		failing = append(failing, ids[place])
	}
	one := s.instance()
	one.options.Concurrency = concurrency
	one.fails = failsFor(what, broken, when)
	named := map[string]string{"load": "Load", "get": "Get", "set": "SetIfNewer"}[what]
	input := fmt.Sprintf("14 popular items, Concurrency %d; %s fails %s for %d of them, the first is in place %d by reads", concurrency, named, when, len(places), places[0]+1)
	service := cache.NewCacheService(one.options)
	expectFailed(t, service.WarmCache(), broken, input)
	fine := without(ids, failing)
	expectIDs(t, s.keptIDs(), fine, "What is in the cache are not the items that did not fail.", input)
	if what != "get" {
		expectIDs(t, s.loaded(), ids, "Not every item is loaded exactly once.", input)
	}
	again := input + "; then nothing fails, and WarmCache of the same service is called again"
	one.fails = func(string, string) error { return nil }
	expectNil(t, service.WarmCache(), again)
	expectIDs(t, s.keptIDs(), ids, "What is in the cache are not the popular items.", again)
}

// failsFor lets a kind of request fail with these errors, each time or the first time that it is asked about an id.
func failsFor(what string, broken map[string]error, when string) func(asked, id string) error {
	left, lock := maps.Clone(broken), sync.Mutex{}
	return func(asked, id string) error {
		lock.Lock()
		defer lock.Unlock()
		if asked != what {
			return nil
		}
		err := left[id]
		if when == "the first time" {
			delete(left, id)
		}
		return err
	}
}

// manyFailTogether ends 300 loads at the same moment.
func manyFailTogether(t *testing.T) {
	s := newShop(menu(300))
	one, broken := s.instance(), map[string]error{}
	for _, item := range s.items {
		broken[item.ID] = errReset
	}
	one.options.Concurrency = 300
	one.fails = failsAlways("load")
	expectFailed(t, one.warm(), broken, "300 popular items, Concurrency 300; Load fails for each, all at the same moment")
}

func popularFails(t *testing.T) {
	s := newShop(menu(3))
	one := s.instance()
	one.fails = func(what, _ string) error {
		if what == "popular" {
			return errReset
		}
		return nil
	}
	err := one.warm()
	if !errors.Is(err, errReset) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Popular fails, and WarmCache returns no error in which errors.Is finds that one.",
			Input:    "Popular returns an error",
			Expected: fmt.Sprint("an error that wraps: ", errReset),
			Actual:   wordsOf(err),
		})
	}
	expectEqual(t, s.popularCalls, 1, "Popular is not called exactly once.", "Popular returns an error")
	expectIDs(t, s.loaded(), nil, "Popular failed, and something is loaded.", "Popular returns an error")
}
