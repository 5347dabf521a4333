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
	changesOnce(t)
	isSafeInEveryState()
}

// losesNoFailure lets two threads fail in the same instant, again and again. A count that is not guarded loses some.
func losesNoFailure(t *testing.T) {
	const total = 2 * rounds
	cb := resilience.NewCircuitBreaker(total+1, time.Hour)
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
			_ = cb.Execute(failing)
		}
	})
	b := benchOf(t, cb)
	input := fmt.Sprintf("maxFailures %d: 2 goroutines make %d failing calls each, always both at once", total+1, total/2)
	b.expectState(resilience.StateClosed, "The burst is one failure short.", input)
	b.fail(1, errOutage)
	b.expectState(resilience.StateOpen, "Failures were lost: the count is not safe for goroutines.", input+", then one more fails")
}

func changesOnce(t *testing.T) {
	var heard changes
	b := benchOf(t, resilience.NewCircuitBreaker(5, time.Hour, resilience.WithOnStateChange(heard.listen)))
	calls := b.beginAll(200)
	errors := make([]error, len(calls))
	for i, c := range calls {
		errors[i] = fmt.Errorf("failure %d", i)
		c.end <- errors[i]
	}
	settle(t)
	input := "maxFailures 5: 200 calls at once, all fail"
	b.expectState(resilience.StateOpen, "The burst has to open it.", input)
	checkkit.Equal(t, heard.heard(), []string{"closed to open"}, checkkit.Told{Message: "A burst opens the breaker once.", Input: input})
	for i, c := range calls {
		if !c.isDone() || c.err != errors[i] {
			checkkit.Fail(t, checkkit.Told{
				Message:  "Each caller gets its own error, also when the breaker opens meanwhile.",
				Input:    input,
				Expected: fmt.Sprintf("Execute returned %v", errors[i]),
				Actual:   c.String(),
			})
		}
	}
}

// isSafeInEveryState has nothing to compare: it drives goroutines through all states for the race detector, where that runs.
func isSafeInEveryState(options ...resilience.Option) {
	var heard changes
	options = append(options, resilience.WithIsFailure(isFailure), resilience.WithOnStateChange(heard.listen))
	cb := resilience.NewCircuitBreaker(2, time.Nanosecond, options...)
	results := []error{errOutage, nil, errOutage, errBadOrder, errOutage, nil, nil}
	inParallel(8, func(worker int) {
		for i := range 500 {
			_ = cb.Execute(func() error { return results[(worker+i)%len(results)] })
			cb.State()
		}
	})
}

func failing() error { return errOutage }

func inParallel(workers int, work func(worker int)) {
	var done sync.WaitGroup
	for worker := range workers {
		done.Go(func() { work(worker) })
	}
	done.Wait()
}
