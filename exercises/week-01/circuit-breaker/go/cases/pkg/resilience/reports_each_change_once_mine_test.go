// A quiet morning, an outage, a rejected order and a recovery: the dashboard must hear of three changes.
// Set a breakpoint where your breaker calls the listener: what has changed when it does?

package resilience_test

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineReportsEachChangeOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var heard []resilience.State
		listener := func(from, to resilience.State) { heard = append(heard, from, to) }
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second, resilience.WithOnStateChange(listener))
		succeed := func() error { return nil }

		breaker.Execute(succeed)
		breaker.Execute(func() error { return errors.New("connection refused") })
		breaker.Execute(succeed)     // rejected
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing
		breaker.Execute(succeed)     // the probe

		closed, open, halfOpen := resilience.StateClosed, resilience.StateOpen, resilience.StateHalfOpen
		want := []resilience.State{closed, open, open, halfOpen, halfOpen, closed}
		if !slices.Equal(heard, want) {
			t.Fatalf("from and to of every change that the listener heard of: got %v, want %v (0 closed, 1 open, 2 half-open)", heard, want)
		}
	})
}
