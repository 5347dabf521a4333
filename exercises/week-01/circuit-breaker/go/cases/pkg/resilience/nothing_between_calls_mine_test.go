// The breaker opens after the last order of the evening. Nobody calls all night; the dashboard still says open.
// Set a breakpoint in your State, and wherever your breaker becomes half-open: who gets there without a call?

package resilience_test

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineNothingBetweenCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var heard []resilience.State
		listener := func(_, to resilience.State) { heard = append(heard, to) }
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second, resilience.WithOnStateChange(listener))
		breaker.Execute(func() error { return errors.New("connection refused") })

		time.Sleep(8 * time.Hour) // the time of this test is not real: it costs nothing
		synctest.Wait()
		if state := breaker.State(); state != resilience.StateOpen {
			t.Fatalf("the state after a night without a call: got %v, want %v (open)", state, resilience.StateOpen)
		}
		if want := []resilience.State{resilience.StateOpen}; !slices.Equal(heard, want) {
			t.Fatalf("the states that the listener heard of during the night: got %v, want %v (open)", heard, want)
		}
	})
}
