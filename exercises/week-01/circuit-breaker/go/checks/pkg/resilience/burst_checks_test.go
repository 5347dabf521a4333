package resilience_test

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func countsABurst(t *testing.T) {
	losesNoFailure(t)
	countsOverlappingFailures(t)
	opensOnce(t)
	isSafeInEveryState()
}

// losesNoFailure lets two threads fail in the same instant, again and again. A count that is not guarded loses some.
func losesNoFailure(t *testing.T) {
	const total = 2 * rounds
	b := benchOf(t, total+1, time.Hour)
	var arrived atomic.Int64
	inParallel(2, func(int) {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		for round := int64(1); round <= rounds; round++ {
			arrived.Add(1)
			for spins := 1; arrived.Load() < 2*round; spins++ {
				if spins%1_000 == 0 {
					runtime.Gosched()
				}
			}
			_ = b.cb.Execute(failing)
		}
	})
	input := fmt.Sprintf("maxFailures %d: 2 goroutines make %d failing calls each, always both at once", total+1, total/2)
	b.expectOneMissing(input)
}

func (b *bench) expectOneMissing(input string) {
	b.t.Helper()
	b.expectState(resilience.StateClosed, "Each failure counts once: one is missing.", input)
	b.fail(1, errOutage)
	b.expectState(resilience.StateOpen, "Each failure counts once, and none is lost.", input+", then one more fails")
}

// countsOverlappingFailures lets 199 calls begin, and then fail, in the same instant.
func countsOverlappingFailures(t *testing.T) {
	for range 5 {
		b := benchOf(t, 200, timeout)
		endTogether(t, b.beginAll(199), errOutage)
		b.expectOneMissing("maxFailures 200: 199 calls at once, all fail")
	}
}

// endTogether lets fn of all these calls return err in the same instant.
func endTogether(t *testing.T, calls []*call, err error) {
	checkkit.OnAllProcessors(func() {
		for _, c := range calls {
			c.end <- err
		}
		settle(t)
	})
}

func opensOnce(t *testing.T) {
	b := benchOf(t, 5, timeout)
	calls := b.beginAll(200)
	errors := make([]error, len(calls))
	input := "maxFailures 5, timeout 1m: 200 calls at once, half of them fail; 10 seconds later the others"
	failAll := func(from, to int) {
		checkkit.OnAllProcessors(func() {
			for i := from; i < to; i++ {
				errors[i] = fmt.Errorf("failure %d", i)
				calls[i].end <- errors[i]
			}
			settle(t)
		})
	}
	failAll(0, 100)
	b.expectState(resilience.StateOpen, "The burst has to open it.", input)
	pass(t, 10*time.Second)
	failAll(100, 200)
	for i, c := range calls {
		c.expectReturned(errors[i], input+"; each caller gets its own error")
	}
	pass(t, 47*time.Second)
	b.begin().expectRejected("A burst opens the breaker once.", input+"; a call 57 s after it opened")
	pass(t, 6*time.Second)
	b.begin().expectRunning("A burst opens the breaker once.", input+"; a call 63 s after it opened")
}

// isSafeInEveryState has nothing to compare: it drives goroutines through all states for the race detector, where that runs.
func isSafeInEveryState(options ...resilience.Option) {
	cb := resilience.NewCircuitBreaker(2, 15*time.Millisecond, options...)
	results := []error{errOutage, nil, errOutage, errOutage, errOutage, nil, nil}
	inParallel(8, func(worker int) {
		for i := range 500 {
			_ = cb.Execute(func() error { return results[(worker+i)%len(results)] })
			cb.State()
			if i%10 == 9 {
				time.Sleep(15 * time.Millisecond)
			}
		}
	})
}

func failing() error { return errOutage }

func inParallel(workers int, work func(worker int)) {
	var done sync.WaitGroup
	checkkit.OnAllProcessors(func() {
		for worker := range workers {
			done.Go(func() { work(worker) })
		}
		done.Wait()
	})
}

// reportsUnderLoad has 16 goroutines fail at once, find the timeout over at once, and succeed at once, again and again.
func reportsUnderLoad(t *testing.T) {
	for range 30 {
		var heard changes
		b := benchOf(t, 5, timeout, resilience.WithOnStateChange(heard.listen))
		together := func(err error) {
			inParallel(16, func(int) {
				_ = b.cb.Execute(func() error {
					runtime.Gosched()
					return err
				})
			})
			settle(t)
		}
		together(errOutage)
		expectEqual(t, heard.line(), "closed to open",
			"The listener has to be called once for this change.", "maxFailures 5: 16 goroutines make failing calls in the same instant")
		b.passTimeout()
		together(nil)
		expectEqual(t, heard.sorted(), "closed to open · half-open to closed · open to half-open",
			"The listener has to be called once for each change.",
			"16 goroutines fail, the timeout passes, 16 goroutines succeed (the changes in alphabetical order)")
	}
}
