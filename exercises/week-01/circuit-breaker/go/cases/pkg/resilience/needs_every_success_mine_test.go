// Two successes are needed. The broker answers every second call: one good probe, a failed one, 30 s, a good one.
// Set a breakpoint where your Execute counts a good probe: which successes are in that number?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineNeedsEverySuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second, resilience.WithSuccessThreshold(2))
		fail := func() error { return errors.New("connection refused") }
		succeed := func() error { return nil }
		expect := func(want resilience.State, after string) {
			t.Helper()
			if state := breaker.State(); state != want {
				t.Fatalf("the state after %s: got %v, want %v (0 closed, 1 open, 2 half-open)", after, state, want)
			}
		}

		breaker.Execute(fail)
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing
		breaker.Execute(succeed)
		expect(resilience.StateHalfOpen, "one good probe (success threshold 2)")

		breaker.Execute(fail)
		time.Sleep(30 * time.Second)
		breaker.Execute(succeed)
		expect(resilience.StateHalfOpen, "a good probe, a failed one, 30 s and a good one")

		breaker.Execute(succeed)
		expect(resilience.StateClosed, "two good probes since it last opened")
	})
}
