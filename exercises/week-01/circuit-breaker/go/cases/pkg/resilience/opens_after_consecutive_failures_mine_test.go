// Two failures, a success, two failures: no three in a row, so it stays closed. The third in a row opens it.
// Set a breakpoint where your Execute learns how the call ended, and look at what it counts.

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineOpensAfterConsecutiveFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(3, 30*time.Second)
		fail := func() error { return errors.New("connection refused") }
		succeed := func() error { return nil }

		for _, call := range []func() error{fail, fail, succeed, fail, fail} {
			breaker.Execute(call)
		}
		if state := breaker.State(); state != resilience.StateClosed {
			t.Fatalf("the state after fail, fail, succeed, fail, fail: got %v, want %v (closed)", state, resilience.StateClosed)
		}

		breaker.Execute(fail)
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after the third failure in a row: got %v, want %v (open)", state, resilience.StateOpen)
		}
	})
}
