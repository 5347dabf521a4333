// Two probes may run at the same time. Ana's and Ben's do, Cleo's is one too many; then Ana's ends and Dora comes.
// Set a breakpoint where your Execute takes a slot, and where it gives it back: how many are taken each time?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineLimitsOverlappingProbes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second,
			resilience.WithHalfOpenMaxCalls(2), resilience.WithSuccessThreshold(3))
		breaker.Execute(func() error { return errors.New("connection refused") })
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing

		sent := ""
		order := func(name string, answer chan struct{}) {
			go breaker.Execute(func() error { sent += name + " "; <-answer; return nil })
			synctest.Wait()
		}
		first, others := make(chan struct{}), make(chan struct{})
		defer close(others)
		order("Ana", first)
		order("Ben", others)
		order("Cleo", others)
		if sent != "Ana Ben " {
			t.Errorf("whose orders were sent when three come at once (half-open calls 2): got %q, want Ana and Ben", sent)
		}

		close(first)
		synctest.Wait() // Ana has her answer
		order("Dora", others)
		if sent != "Ana Ben Dora " {
			t.Errorf("whose orders were sent after Ana's ended and Dora came: got %q, want Ana, Ben and Dora", sent)
		}
	})
}
