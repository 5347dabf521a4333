// Ana's order is under way when another one fails and opens the breaker. Then Ana's succeeds after all.
// Set a breakpoint where your Execute learns that Ana's call succeeded: what does it do while open?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineLateSuccessIsIgnored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		answer := make(chan struct{})
		go breaker.Execute(func() error { <-answer; return nil }) // Ana
		synctest.Wait()
		breaker.Execute(func() error { return errors.New("connection refused") })

		close(answer)
		synctest.Wait() // Ana has her answer
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after a call from before the trip succeeded: got %v, want %v (open)", state, resilience.StateOpen)
		}
	})
}
