// One order of events of many. Two good probes close the breaker while a third, Ben's, still runs; then Ben's fails.
// Set a breakpoint where your Execute learns that Ben's call failed: closed is another period than his.

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineHoldsInAnyOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(2, 30*time.Second,
			resilience.WithHalfOpenMaxCalls(2), resilience.WithSuccessThreshold(2))
		fail := func() error { return errors.New("connection refused") }
		succeed := func() error { return nil }
		expect := func(want resilience.State, after string) {
			t.Helper()
			if state := breaker.State(); state != want {
				t.Errorf("the state after %s: got %v, want %v (0 closed, 1 open, 2 half-open)", after, state, want)
			}
		}
		breaker.Execute(fail)
		breaker.Execute(fail)
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing

		hanging := make(chan struct{})
		go breaker.Execute(func() error { <-hanging; return errors.New("timed out") }) // Ben
		synctest.Wait()
		breaker.Execute(succeed)
		breaker.Execute(succeed)
		expect(resilience.StateClosed, "two good probes, while Ben's still runs")

		close(hanging)
		synctest.Wait() // Ben's has failed
		breaker.Execute(fail)
		expect(resilience.StateClosed, "Ben's late failure and one failure since it closed (maxFailures 2)")
		breaker.Execute(fail)
		expect(resilience.StateOpen, "two failures since it closed")
	})
}
