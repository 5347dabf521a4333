// Ana's and Ben's probes run. Ana's fails and opens it again; 30 s later Cleo's and Dora's probes take both slots.
// Only now Ben's ends. Set a breakpoint where your Execute gives a slot back: whose slot is it?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineLateProbeIsIgnored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second, resilience.WithHalfOpenMaxCalls(2))
		errDown := errors.New("connection refused")
		breaker.Execute(func() error { return errDown })
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing

		order := func(end chan error) {
			go breaker.Execute(func() error { return <-end })
			synctest.Wait()
		}
		ana, ben, others := make(chan error), make(chan error), make(chan error)
		defer close(others)
		order(ana)
		order(ben)
		ana <- errDown
		time.Sleep(30 * time.Second)
		order(others) // Cleo
		order(others) // Dora

		ben <- nil
		synctest.Wait()
		if state := breaker.State(); state != resilience.StateHalfOpen {
			t.Errorf("the state after Ben's late probe succeeded: got %v, want %v (half-open)", state, resilience.StateHalfOpen)
		}
		sent := 0
		breaker.Execute(func() error { sent++; return nil })
		if sent != 0 {
			t.Errorf("how many more orders were sent while Cleo's and Dora's probes run: got %d, want 0", sent)
		}
	})
}
