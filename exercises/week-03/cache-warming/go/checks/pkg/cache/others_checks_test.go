package cache_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/cache"
)

const half = 500 * time.Microsecond

func slowRequests() map[string]time.Duration {
	return map[string]time.Duration{"get": time.Millisecond, "set": time.Millisecond, "lock": time.Millisecond, "unlock": time.Millisecond}
}

// newerStays lets somebody store while the items are loaded, at each moment.
func newerStays(t *testing.T) {
	for _, concurrency := range []int{1, 14} {
		for _, one := range [][2]int64{{2, 1}, {10, 9}, {7, 7}, {8, 9}, {0, 100}, {1, 0}, {0, 0}} {
			duringTheLoad(t, one[0], one[1], concurrency)
		}
	}
	keepsItsPlaces(t, "refused", 3, false)
	for moment := half; moment < 20*time.Millisecond; moment += time.Millisecond {
		s := newShop(menu(1))
		id, one := s.items[0].ID, s.instance()
		one.before, one.after = slowRequests(), slowRequests()
		writer := time.AfterFunc(moment, func() { s.putIfNewer(s.change(id, 2), hour) })
		expectNil(t, one.warm(), "1 popular item")
		time.Sleep(time.Second)
		writer.Stop()
		input := fmt.Sprintf("a writer changes the row to version 2 after %v; requests take 2ms, a load 8ms", moment)
		expectEqual(t, s.entry(id).row.Version, int64(2), "A newer version was in the cache, and an older one has replaced it: version.", input)
	}
}

func duringTheLoad(t *testing.T, stored, loaded int64, concurrency int) {
	s := newShop(menu(14))
	one := s.instance()
	one.options.Concurrency = concurrency
	one.takes = func(id string) time.Duration {
		row := s.change(id, loaded)
		row.Version, row.Cents = stored, 1
		s.put(row, time.Minute)
		return 8 * time.Millisecond
	}
	input := fmt.Sprintf("version %d of each item is loaded; meanwhile version %d is stored by others; Concurrency %d", loaded, stored, concurrency)
	expectNil(t, one.warm(), input)
	expectIDs(t, s.loaded(), ranked(s.items), "Not every item is loaded exactly once.", input)
	for _, id := range ranked(s.items) {
		kept, isReplaced := s.entry(id), loaded > stored
		message := "The cache had the same version or a newer one, and its entry has been replaced."
		if isReplaced {
			message = "The cache had an older version, and it is still there."
		}
		if isReplaced != (kept.row.Cents != 1) || !isReplaced && kept.ttl != time.Minute {
			checkkit.Fail(t, checkkit.Told{
				Message:  message,
				Input:    input,
				Expected: fmt.Sprint("version ", max(stored, loaded)),
				Actual:   fmt.Sprintf("version %d, stored for %v", kept.row.Version, kept.ttl),
			})
		}
	}
}

func eachItemOnce(t *testing.T) {
	for _, concurrency := range []int{1, 5} {
		heldByAnother(t, concurrency)
	}
	oneStopsShort(t)
	locksAreShort(t)
	for _, what := range []string{"load", "get", "set"} {
		failedOnesAreFree(t, what)
	}
	for _, when := range []string{"each time", "the first time"} {
		locksFail(t, when)
	}
	givingBackFails(t)
	for _, kind := range []string{"cached", "locked", "refused", "load", "get", "lock", "set", "unlock"} {
		keepsItsPlaces(t, kind, 3, true)
	}
	twoServicesOneCache(t)
	for _, slow := range []string{"get", "lock", "set", "unlock"} {
		for _, isReply := range []bool{false, true} {
			for moment := time.Duration(0); moment < 20*time.Millisecond; moment += 2*time.Millisecond + half {
				twoInstances(t, slow, isReply, moment)
			}
		}
	}
	fiveInstances(t)
}

// twoServicesOneCache has two services of one process, each with its own list. Six items are in both.
func twoServicesOneCache(t *testing.T) {
	s := newShop(menu(20))
	one, other := s.instance(), s.instance()
	other.options.Cache = one
	for index, each := range []*instance{one, other} {
		each.options.Concurrency = 3
		each.options.Popular = func(context.Context) ([]cache.Item, error) { return s.items[index*7 : index*7+13], nil }
	}
	input := "two services warm at once and share a cache; each has 13 popular items, six of which are in both lists"
	together(t, []*instance{one, other}, 0, input)
	expectIDs(t, s.loaded(), ranked(s.items), "Not every item is loaded exactly once by both together.", input)
	expectIDs(t, s.keptIDs(), ranked(s.items), "What is in the cache are not the popular items of both.", input)
}

// twoInstances has a second one with a slow connection for one kind of request.
func twoInstances(t *testing.T, slow string, isReply bool, moment time.Duration) {
	s := newShop(menu(1))
	one, other := s.instance(), s.instance()
	one.before, one.after = slowRequests(), slowRequests()
	other.before, other.after = slowRequests(), slowRequests()
	way := "request"
	if isReply {
		way, other.after[slow] = "answer", 31*time.Millisecond
	} else {
		other.before[slow] = 31 * time.Millisecond
	}
	input := fmt.Sprintf("two instances warm 1 item; the second begins %v later, and the %s of %s takes 31ms there", moment, way, slow)
	together(t, []*instance{one, other}, moment, input)
	expectIDs(t, s.loaded(), ranked(s.items), "Not every item is loaded exactly once by all instances together.", input)
	expectIDs(t, s.held(), nil, "Every call has ended, and a lock is still held.", input)
}

func fiveInstances(t *testing.T) {
	s := newShop(menu(14))
	var all []*instance
	for index := range 5 {
		one := s.instance()
		one.options.Concurrency = 3
		one.before, one.after = slowRequests(), slowRequests()
		one.after["get"] = time.Duration(index*3) * time.Millisecond
		one.before["lock"] = time.Duration(7-index) * time.Millisecond
		all = append(all, one)
	}
	input := "five instances warm 14 items at once, Concurrency 3"
	together(t, all, half, input)
	expectIDs(t, s.loaded(), ranked(s.items), "Not every item is loaded exactly once by all instances together.", input)
	expectIDs(t, s.held(), nil, "Every call has ended, and a lock is still held.", input)
}

// together starts one after the other.
func together(t *testing.T, all []*instance, between time.Duration, input string) {
	t.Helper()
	errs := make([]error, len(all))
	var calls sync.WaitGroup
	for index, one := range all {
		calls.Go(func() {
			time.Sleep(time.Duration(index) * between)
			errs[index] = one.warm()
		})
	}
	calls.Wait()
	for _, err := range errs {
		expectNil(t, err, input)
	}
}

func heldByAnother(t *testing.T, concurrency int) {
	s := newShop(menu(14))
	ids := ranked(s.items)
	held, theirs := []string{ids[0], ids[5], ids[13]}, new(int)
	for _, id := range held {
		s.locks[id] = theirs
	}
	input := fmt.Sprintf("14 popular items, Concurrency %d; another instance has the locks of three of them", concurrency)
	one := s.instance()
	one.options.Concurrency = concurrency
	asked, locks, lock := map[string]int{}, map[string]int{}, sync.Mutex{}
	one.fails = func(what, id string) error {
		lock.Lock()
		defer lock.Unlock()
		if what == "lock" {
			locks[id]++
		}
		if locks[id] > 0 {
			asked[id]++
		}
		return nil
	}
	began := time.Now()
	expectNil(t, one.warm(), input)
	expectIDs(t, s.loaded(), without(ids, held), "What is loaded are not the items whose locks are free, once each.", input)
	expectIDs(t, s.held(), held, "The lock of another instance is gone, or one is still held: locks.", input)
	rounds := (11 + concurrency - 1) / concurrency
	expectEqual(t, time.Since(began), time.Duration(rounds)*8*time.Millisecond, "The call does not take the time of its eleven loads of 8ms: an item whose lock is held is skipped at once.", input)
	for _, id := range held {
		if locks[id] > 1 || asked[id] > 2 {
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("Somebody else has the lock of %+q, and the cache is asked about it again and again.", id),
				Input:    input,
				Expected: "it is skipped at once",
				Actual:   fmt.Sprintf("requests about it from Lock on: %d", asked[id]),
			})
		}
	}
}

// oneStopsShort has loads that take long. They hold up no item but their own.
func oneStopsShort(t *testing.T) {
	s := newShop(menu(14))
	ids := ranked(s.items)
	slow, quick := s.instance(), s.instance()
	slow.options.Concurrency, quick.options.Concurrency = 2, 2
	slow.takes = func(string) time.Duration { return time.Minute }
	input := "14 popular items; one instance, Concurrency 2, waits for its first two loads for a minute; another one warms"
	var first error
	var calls sync.WaitGroup
	calls.Go(func() { first = slow.warm() })
	time.Sleep(time.Second)
	expectNil(t, quick.warm(), input)
	expectIDs(t, s.keptIDs(), ids[2:], "The other instance has not stored the items whose loads have not begun, and nothing else.", input)
	calls.Wait()
	expectNil(t, first, input)
	expectIDs(t, s.loaded(), ids, "Not every item is loaded exactly once by both together.", input)
}

// locksAreShort looks at the locks in the middle of the loads, which begin every 8ms.
func locksAreShort(t *testing.T) {
	for _, concurrency := range []int{1, 3} {
		s := newShop(menu(14))
		one := s.instance()
		one.options.Concurrency = concurrency
		var err error
		var calls sync.WaitGroup
		calls.Go(func() { err = one.warm() })
		time.Sleep(4 * time.Millisecond)
		for begun := 0; begun < 14; begun += concurrency {
			input := fmt.Sprintf("14 popular items, Concurrency %d; loads that have ended: %d", concurrency, begun)
			loads := s.loaded()
			expectIDs(t, s.held(), loads[min(begun, len(loads)):], "The locks that are held are not those of the items whose loads are under way.", input)
			time.Sleep(8 * time.Millisecond)
		}
		calls.Wait()
		expectNil(t, err, fmt.Sprintf("14 popular items, Concurrency %d", concurrency))
	}
}

func failedOnesAreFree(t *testing.T, what string) {
	s := newShop(menu(3))
	one, broken := s.instance(), map[string]error{}
	for _, item := range s.items {
		broken[item.ID] = errReset
	}
	one.fails = failsAlways(what)
	input := fmt.Sprintf("3 popular items; %s fails for each", what)
	expectFailed(t, one.warm(), broken, input)
	expectIDs(t, s.held(), nil, "The call has ended, and a lock is still held.", input)
}

func locksFail(t *testing.T, when string) {
	s := newShop(menu(14))
	one, broken := s.instance(), map[string]error{}
	for place, id := range ranked(s.items) {
		if place%4 == 0 {
			broken[id] = errReset
		}
	}
	one.fails = failsFor("lock", broken, when)
	input := fmt.Sprintf("14 popular items; Lock fails %s for four of them", when)
	expectFailed(t, one.warm(), broken, input)
	expectEqual(t, len(s.keptIDs()), 10, "Lock fails for some items, and the others are not stored: number of items in the cache.", input)
}

// givingBackFails has items for which both fail, their load and giving back their lock.
func givingBackFails(t *testing.T) {
	for _, concurrency := range []int{1, 3} {
		s := newShop(menu(14))
		one, broken := s.instance(), map[string]error{}
		one.options.Concurrency = concurrency
		input := fmt.Sprintf("14 popular items, Concurrency %d; giving a lock back fails, each time", concurrency)
		one.fails = failsAlways("unlock")
		expectNil(t, one.warm(), input)
		expectIDs(t, s.keptIDs(), ranked(s.items), "What is in the cache are not the popular items.", input)

		s = newShop(menu(14))
		one = s.instance()
		one.options.Concurrency = concurrency
		for place, id := range ranked(s.items) {
			if place%4 == 1 {
				broken[id] = fmt.Errorf("no row %+q", id)
			}
		}
		one.fails = func(what, id string) error {
			if what == "unlock" {
				return errReset
			}
			if what == "load" {
				return broken[id]
			}
			return nil
		}
		expectFailed(t, one.warm(), broken, input+", and Load fails for four of them")
	}
}

func failsAlways(what string) func(asked, id string) error {
	return func(asked, _ string) error {
		if asked == what {
			return errReset
		}
		return nil
	}
}
