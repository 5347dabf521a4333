// The timeout is over, but the broker is still down: the probe fails. Ana orders 29 seconds later.
// Set a breakpoint where your Execute learns that the probe failed: from when does the new timeout run?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineFailedProbeReopens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(2, 30*time.Second)
		fail := func() error { return errors.New("connection refused") }
		breaker.Execute(fail)
		breaker.Execute(fail)
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing

		breaker.Execute(fail)
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after the probe failed: got %v, want %v (open)", state, resilience.StateOpen)
		}

		time.Sleep(29 * time.Second)
		sent := 0
		breaker.Execute(func() error { sent++; return nil })
		if sent != 0 {
			t.Fatalf("how many orders were sent within 29 s after the probe failed: got %d, want 0", sent)
		}
	})
}
