// Two failures open it, a good probe closes it. One hiccup after that is one failure, not the third.
// Set a breakpoint where your Execute learns that the probe succeeded: what does it set back?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineGoodProbeCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(2, 30*time.Second)
		fail := func() error { return errors.New("connection refused") }
		breaker.Execute(fail)
		breaker.Execute(fail)
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing

		breaker.Execute(func() error { return nil })
		if state := breaker.State(); state != resilience.StateClosed {
			t.Fatalf("the state after the probe succeeded: got %v, want %v (closed)", state, resilience.StateClosed)
		}

		breaker.Execute(fail)
		if state := breaker.State(); state != resilience.StateClosed {
			t.Fatalf("the state after one failure since it closed (maxFailures 2): got %v, want %v (closed)", state, resilience.StateClosed)
		}

		breaker.Execute(fail)
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after two failures since it closed (maxFailures 2): got %v, want %v (open)", state, resilience.StateOpen)
		}
	})
}
