// Ana's and Ben's orders hang when the breaker opens. Ana's fails while it is open, Ben's after it has recovered.
// Set a breakpoint where your Execute learns that a call failed: how does it know when that call was let through?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineLateFailureIsIgnored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		errTimedOut := errors.New("timed out")
		failAfter := func(d time.Duration) func() error {
			return func() error { time.Sleep(d); return errTimedOut } // this time is not real: it costs nothing
		}
		go breaker.Execute(failAfter(20 * time.Second)) // Ana
		go breaker.Execute(failAfter(40 * time.Second)) // Ben
		synctest.Wait()
		breaker.Execute(failAfter(0)) // opens it

		time.Sleep(30 * time.Second)
		if err := breaker.Execute(func() error { return nil }); err != nil {
			t.Fatalf("what the first order 30 s after the trip gets: got %v, want nil", err)
		}

		time.Sleep(10 * time.Second)
		synctest.Wait() // Ben's has failed
		if state := breaker.State(); state != resilience.StateClosed {
			t.Fatalf("the state after it recovered and a call from before the trip failed: got %v, want %v (closed)", state, resilience.StateClosed)
		}
	})
}
