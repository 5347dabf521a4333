// Four orders are under way when the broker goes down, and all four fail in the same moment. Run it with -race, too.
// Set a breakpoint where your Execute counts a failure: from which number does each of the four go on?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineCountsABurst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(4, 30*time.Second)
		outage := make(chan struct{})
		send := func() error {
			<-outage
			return errors.New("connection lost")
		}

		for range 4 {
			go breaker.Execute(send)
		}
		synctest.Wait() // all four are under way
		close(outage)
		synctest.Wait() // all four have failed
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after 4 overlapping calls have failed (maxFailures 4): got %v, want %v (open)", state, resilience.StateOpen)
		}
	})
}
