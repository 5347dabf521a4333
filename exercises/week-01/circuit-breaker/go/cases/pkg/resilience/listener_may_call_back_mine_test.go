// The listener reads the state at every change, and makes an order of its own when it hears of half-open.
// Set a breakpoint where your breaker calls the listener: is the slot taken by then, and is a lock held?

package resilience_test

import (
	"errors"
	"runtime"
	"slices"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineListenerMayCallBack(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one goroutine runs at a time
	var breaker *resilience.CircuitBreaker
	var read []resilience.State
	var own error
	listener := func(_, to resilience.State) {
		read = append(read, breaker.State())
		if to == resilience.StateHalfOpen {
			own = breaker.Execute(func() error { return nil })
		}
	}
	breaker = resilience.NewCircuitBreaker(1, time.Nanosecond, resilience.WithOnStateChange(listener))

	ended := make(chan struct{})
	go func() {
		defer close(ended)
		breaker.Execute(func() error { return errors.New("connection refused") })
		for opened := time.Now(); !time.Now().After(opened); { // until the nanosecond is over
		}
		breaker.Execute(func() error { return nil }) // the probe
	}()
	for range 1000 {
		runtime.Gosched() // the others go on for as long as they can
	}
	select {
	case <-ended:
	default:
		t.Fatal("an order never ends: what does its listener wait for?")
	}
	if want := []resilience.State{resilience.StateOpen, resilience.StateHalfOpen, resilience.StateClosed}; !slices.Equal(read, want) {
		t.Fatalf("the state that the listener read at each change: got %v, want %v (0 closed, 1 open, 2 half-open)", read, want)
	}
	if !errors.Is(own, resilience.ErrCircuitOpen) {
		t.Fatalf("what the listener's own order gets while the probe has the slot: got %v, want ErrCircuitOpen", own)
	}
}
