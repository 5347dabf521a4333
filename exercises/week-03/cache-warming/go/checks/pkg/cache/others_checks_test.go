package cache_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

const half = 500 * time.Microsecond

func slowRequests() map[string]time.Duration {
	return map[string]time.Duration{"get": time.Millisecond, "set": time.Millisecond, "lock": time.Millisecond, "unlock": time.Millisecond}
}

// newerStays lets somebody store while the items are loaded, at each moment.
func newerStays(t *testing.T) {
	for _, concurrency := range []int{1, 14} {
		for _, one := range [][2]int64{{2, 1}, {10, 9}, {7, 7}, {8, 9}, {0, 100}} {
			duringTheLoad(t, one[0], one[1], concurrency)
		}
	}
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
	for _, slow := range []string{"get", "lock", "set", "unlock"} {
		for _, isReply := range []bool{false, true} {
			for moment := time.Duration(0); moment < 20*time.Millisecond; moment += 2*time.Millisecond + half {
				twoInstances(t, slow, isReply, moment)
			}
		}
	}
	fiveInstances(t)
	heldByAnother(t)
	oneStopsShort(t)
	locksAreShort(t)
	for _, what := range []string{"load", "get", "set"} {
		failedOnesAreFree(t, what)
	}
	locksFail(t)
	givingBackFails(t)
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

func heldByAnother(t *testing.T) {
	s := newShop(menu(14))
	ids := ranked(s.items)
	held, theirs := []string{ids[0], ids[5], ids[13]}, new(int)
	for _, id := range held {
		s.locks[id] = theirs
	}
	input := "14 popular items, Concurrency 5; another instance has the locks of three of them"
	one := s.instance()
	one.options.Concurrency = 5
	began := time.Now()
	expectNil(t, one.warm(), input)
	expectIDs(t, s.loaded(), without(ids, held), "What is loaded are not the items whose locks are free, once each.", input)
	expectIDs(t, s.held(), held, "The lock of another instance is gone, or one is still held: locks.", input)
	expectEqual(t, time.Since(began), 24*time.Millisecond, "Eleven loads of 8ms, five at a time, do not take their time: an item whose lock is held is skipped at once.", input)
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

// locksAreShort counts the locks when a load begins.
func locksAreShort(t *testing.T) {
	for _, concurrency := range []int{1, 3} {
		s := newShop(menu(14))
		one := s.instance()
		one.options.Concurrency = concurrency
		most, lock := 0, sync.Mutex{}
		one.takes = func(string) time.Duration {
			lock.Lock()
			defer lock.Unlock()
			most = max(most, len(s.held()))
			return 8 * time.Millisecond
		}
		input := fmt.Sprintf("14 popular items, Concurrency %d; when a load begins", concurrency)
		expectNil(t, one.warm(), input)
		if most > concurrency {
			checkkit.Fail(t, checkkit.Told{
				Message:  "A lock is held, and its item is not being warmed.",
				Input:    input,
				Expected: fmt.Sprintf("at most %d locks are held", concurrency),
				Actual:   fmt.Sprintf("%d are held", most),
			})
		}
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

func locksFail(t *testing.T) {
	s := newShop(menu(14))
	one, broken := s.instance(), map[string]error{}
	for place, id := range ranked(s.items) {
		if place%4 == 0 {
			broken[id] = errReset
		}
	}
	one.fails = func(what, id string) error {
		if what == "lock" {
			return broken[id]
		}
		return nil
	}
	expectFailed(t, one.warm(), broken, "14 popular items; Lock fails for four of them")
	expectEqual(t, len(s.keptIDs()), 10, "Lock fails for some items, and the others are not stored: number of items in the cache.", "14 popular items; Lock fails for four of them")
}

func givingBackFails(t *testing.T) {
	s := newShop(menu(14))
	one := s.instance()
	one.options.Concurrency = 3
	one.fails = failsAlways("unlock")
	input := "14 popular items; giving a lock back fails, each time"
	expectNil(t, one.warm(), input)
	if !slices.Equal(s.keptIDs(), slices.Sorted(slices.Values(ranked(s.items)))) {
		checkkit.Failf(t, "Giving locks back fails, and not every item is stored.")
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
