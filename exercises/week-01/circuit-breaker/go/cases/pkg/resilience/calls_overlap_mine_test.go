// The broker is slow to take Ana's order. Ben orders meanwhile, and must not wait for Ana.
// Set a breakpoint where your Execute calls fn: does Ben's call get there while Ana's is under way?

package resilience_test

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineCallsOverlap(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one goroutine runs at a time
	breaker := resilience.NewCircuitBreaker(3, 30*time.Second)
	answer := make(chan struct{})
	defer close(answer)
	var sent, served atomic.Int32
	order := func(fn func() error) {
		breaker.Execute(func() error {
			sent.Add(1)
			return fn()
		})
		served.Add(1)
	}

	ana := func() error { <-answer; return nil }
	ben := func() error { return nil }
	for _, fn := range []func() error{ana, ben} {
		go order(fn)
		for range 1000 {
			runtime.Gosched() // the others go on for as long as they can
		}
	}
	if sent.Load() != 2 || served.Load() != 1 {
		t.Errorf("while Ana's order is under way: %d orders were sent and %d served, want 2 and 1 (Ben's)", sent.Load(), served.Load())
	}
}
