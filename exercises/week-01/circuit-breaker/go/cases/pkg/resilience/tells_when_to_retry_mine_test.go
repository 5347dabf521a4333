// It is open for 30 seconds. Ana orders after 12 of them; Ben after all 30, while the probe is under way.
// Set a breakpoint where your Execute makes the OpenError: what is RetryAfter made of?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineTellsWhenToRetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		breaker.Execute(func() error { return errors.New("connection refused") })
		order := func() error { return nil }

		time.Sleep(12 * time.Second) // the time of this test is not real: it costs nothing
		var open *resilience.OpenError
		if err := breaker.Execute(order); !errors.As(err, &open) || open.RetryAfter != 18*time.Second {
			t.Fatalf("what Ana gets 12 s after it opened: got %#v, want an OpenError with RetryAfter %d (18 s)", err, 18*time.Second)
		}

		time.Sleep(18 * time.Second)
		answer := make(chan struct{})
		defer close(answer)
		go breaker.Execute(func() error { <-answer; return nil }) // the probe
		synctest.Wait()
		if err := breaker.Execute(order); !errors.As(err, &open) || open.RetryAfter != 0 {
			t.Fatalf("what Ben gets while the probe is under way: got %#v, want an OpenError with RetryAfter 0", err)
		}
	})
}
