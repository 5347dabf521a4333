// Two timeouts open it. Between them come two orders without a drink, which say nothing about the broker.
// Set a breakpoint where your Execute learns that a call failed: what does it do when isFailure says no?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineIgnoredErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		errTimedOut, errNoDrink := errors.New("timed out"), errors.New("400: which drink?")
		isFailure := func(err error) bool { return err != errNoDrink }
		breaker := resilience.NewCircuitBreaker(2, 30*time.Second, resilience.WithIsFailure(isFailure))

		for _, result := range []error{errTimedOut, errNoDrink, errNoDrink} {
			breaker.Execute(func() error { return result })
		}
		if state := breaker.State(); state != resilience.StateClosed {
			t.Fatalf("the state after one timeout and two ignored errors (maxFailures 2): got %v, want %v (closed)", state, resilience.StateClosed)
		}

		breaker.Execute(func() error { return errTimedOut })
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after a timeout, two ignored errors and a timeout: got %v, want %v (open)", state, resilience.StateOpen)
		}
	})
}
