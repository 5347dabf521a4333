// An order looks up loyalty points, and both go through the same breaker: once closed, once as the probe.
// Set a breakpoint where your Execute decides who may call: what does the inner call find?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineNestedCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		lookUps := 0
		var inner error
		order := func() error {
			inner = breaker.Execute(func() error { lookUps++; return nil })
			return nil // an order without points is an order
		}
		err := breaker.Execute(order)
		if err != nil || inner != nil || lookUps != 1 {
			t.Fatalf("while closed: the order got %v and its look-up %v (made %d times), want nil and nil (made once)", err, inner, lookUps)
		}

		breaker.Execute(func() error { return errors.New("connection refused") })
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing
		err = breaker.Execute(order)
		if err != nil || !errors.Is(inner, resilience.ErrCircuitOpen) {
			t.Fatalf("as the probe: the order got %v and its look-up %v, want nil and ErrCircuitOpen", err, inner)
		}
	})
}
