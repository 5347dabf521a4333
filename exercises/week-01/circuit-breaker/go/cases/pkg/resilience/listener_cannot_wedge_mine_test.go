// The dashboard is down too, so the listener panics at every change. The breaker must recover all the same.
// Set a breakpoint where your breaker calls the listener, and step: which lines still run after its panic?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineListenerCannotWedge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		listener := func(from, to resilience.State) { panic("no connection to the dashboard") }
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second, resilience.WithOnStateChange(listener))
		order := func(result error) {
			defer func() { _ = recover() }() // whether the panic goes on to the caller is up to you
			breaker.Execute(func() error { return result })
		}
		order(errors.New("connection refused"))
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing

		order(nil)
		order(nil)
		if state := breaker.State(); state != resilience.StateClosed {
			t.Fatalf("the state after two good orders: got %v, want %v (closed)", state, resilience.StateClosed)
		}
	})
}
