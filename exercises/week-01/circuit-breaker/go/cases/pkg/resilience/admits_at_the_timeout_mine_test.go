// The breaker is open for 2.5 seconds. Ana orders 1 ms before they are over, Ben exactly when they are.
// Set a breakpoint where your Execute decides whether the timeout has passed: what does it compare?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineAdmitsAtTheTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 2500*time.Millisecond)
		breaker.Execute(func() error { return errors.New("connection refused") })
		sent := 0
		order := func() error {
			sent++
			return nil
		}

		time.Sleep(2499 * time.Millisecond) // the time of this test is not real: it costs nothing
		breaker.Execute(order)              // Ana
		if sent != 0 {
			t.Fatalf("how many orders were sent within 2.499 s after it opened: got %d, want 0", sent)
		}

		time.Sleep(time.Millisecond)
		breaker.Execute(order) // Ben
		if sent != 1 {
			t.Fatalf("how many orders were sent within 2.5 s after it opened: got %d, want 1", sent)
		}
	})
}
