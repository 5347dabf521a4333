// A breaker without options. A cancelled call opens it, and 30 seconds later Ana and Ben order at the same time.
// Set a breakpoint where your NewCircuitBreaker sets its defaults: what is a failure, how many slots are there?

package resilience_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineShortConstructor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		breaker.Execute(func() error { return context.Canceled })
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after one error, context.Canceled (maxFailures 1): got %v, want %v (open)", state, resilience.StateOpen)
		}

		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing
		answer := make(chan struct{})
		sent := 0
		for range 2 {
			go breaker.Execute(func() error { sent++; <-answer; return nil })
			synctest.Wait()
		}
		if sent != 1 {
			t.Errorf("how many of two orders were sent when the 30 s are over: got %d, want 1", sent)
		}

		close(answer)
		synctest.Wait() // the probe has its answer
		if state := breaker.State(); state != resilience.StateClosed {
			t.Errorf("the state after one good probe: got %v, want %v (closed)", state, resilience.StateClosed)
		}
	})
}
