package monitoring_test

import (
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

const noLockIsHeld = "no lock is held when all calls have returned, and none waits for another in a circle"

// Races are looked for in rounds, and in histograms with so many limits that reading one takes a while. A right solution
// passes every round, whatever the scheduler does.
const (
	crowdRounds = 12
	mostWrites  = 1_200
	mostLooks   = 20_000
)

// wide are limits 1, 2, … 96.
func wide() []float64 {
	limits := make([]float64, 96)
	for i := range limits {
		limits[i] = float64(i + 1)
	}
	return limits
}

// crowd runs each member in a goroutine of its own, lets all go at the same moment, and returns when all have ended.
func crowd(t *testing.T, size int, member func(number int)) {
	t.Helper()
	var here atomic.Int32
	var group sync.WaitGroup
	panics, ended := make(chan any, size), make(chan struct{})
	for number := range size {
		group.Add(1)
		go func() { // Not group.Go: isStuck has to find this file in each stack, from the beginning to the end.
			defer group.Done()
			defer func() {
				if cause := recover(); cause != nil {
					panics <- cause
				}
			}()
			here.Add(1)
			for here.Load() < int32(size) {
				runtime.Gosched()
			}
			member(number)
		}()
	}
	go func() {
		group.Wait()
		close(ended)
	}()
	awaitEnd(t, ended)
	if len(panics) > 0 {
		checkkit.Fail(t, checkkit.Told{Message: "Your code panicked.", Expected: "no panic", Actual: fmt.Sprint("panic: ", <-panics)})
	}
}

// awaitEnd returns when the crowd has ended, and fails when each of its members waits for another. The time between two looks
// has no part in the verdict.
func awaitEnd(t *testing.T, ended <-chan struct{}) {
	t.Helper()
	for hasEnded := false; !hasEnded; {
		select {
		case <-ended:
			hasEnded = true
		case <-time.After(20 * ms):
			if isStuck() && !isClosed(ended) {
				checkkit.Fail(t, checkkit.Told{
					Message:  "A goroutine waits for a lock that stays locked while everything else waits, too.",
					Expected: noLockIsHeld,
					Actual:   "all goroutines that use your code wait for one another",
				})
			}
		}
	}
}

func isClosed(ended <-chan struct{}) bool {
	select {
	case <-ended:
		return true
	default:
		return false
	}
}

// waiting is the state of a goroutine that only another one can wake.
var waiting = regexp.MustCompile(`^goroutine \d+ .*\[(sync\.|chan |select)`)

// isStuck tells whether every other goroutine of the checks and of the code waits. The world stands still meanwhile.
func isStuck() bool {
	stacks := make([]byte, 1<<20)
	all := strings.Split(string(stacks[:runtime.Stack(stacks, true)]), "\n\n")
	return !slices.ContainsFunc(all[1:], func(stack string) bool {
		isOurs := strings.Contains(stack, "pkg/monitoring") || strings.Contains(stack, "sync.(*WaitGroup).Go")
		return isOurs && !waiting.MatchString(stack)
	})
}

// whileOthersWrite looks again and again while as many goroutines write. What a look finds fails the check.
func whileOthersWrite(t *testing.T, writers int, write func(number int), look func() *checkkit.Told) {
	t.Helper()
	var isRead atomic.Bool
	var left atomic.Int32
	left.Store(int32(writers))
	found := make(chan checkkit.Told, 1)
	crowd(t, writers+1, func(number int) {
		if number < writers {
			defer left.Add(-1)
			for i := 0; i < mostWrites/writers && !isRead.Load(); i++ {
				write(number)
			}
			return
		}
		defer isRead.Store(true)
		for i := 0; i < mostLooks && left.Load() > 0; i++ {
			if told := look(); told != nil {
				found <- *told
				return
			}
		}
	})
	if len(found) > 0 {
		checkkit.Fail(t, <-found)
	}
}

// smallAheadOfLarge is what is wrong with a list of a wide histogram in which `writers` goroutines observe a small and a large
// value in turn: at each moment the small ones are ahead, by one for each goroutine at most.
func smallAheadOfLarge(list []monitoring.Bucket, writers uint64, input string) *checkkit.Told {
	if len(list) != len(wide())+1 {
		return &checkkit.Told{Message: fmt.Sprintf("The list has %d buckets, expected %d.", len(list), len(wide())+1), Input: input}
	}
	small, all := list[0].Count, list[len(list)-1].Count
	if large := all - small; all >= small && list[len(list)-2].Count == small && large <= small && small <= large+writers {
		return nil
	}
	return &checkkit.Told{
		Message:  "A list that is read while others observe is none of one moment.",
		Input:    input,
		Expected: fmt.Sprintf("as many small values as large ones, or up to %d more", writers),
		Actual:   fmt.Sprintf("%d small ones, and %d in all", small, all),
	}
}
