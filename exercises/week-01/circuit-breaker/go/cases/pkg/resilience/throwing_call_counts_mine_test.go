// The broker's client panics: two such failures open it, and each panic goes on to its caller.
// Set a breakpoint where your Execute calls fn, and step: which lines still run when fn panics?

package resilience_test

import (
	"runtime"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineThrowingCallCounts(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one goroutine runs at a time
	breaker := resilience.NewCircuitBreaker(2, 30*time.Second)
	var heard []any
	order := func() {
		defer func() { heard = append(heard, recover()) }()
		breaker.Execute(func() error { panic("bad connection") })
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		order()
		order()
	}()
	for range 1000 {
		runtime.Gosched() // the others go on for as long as they can
	}

	select {
	case <-ended:
	default:
		t.Fatal("after a panic, an order never ends: what does it wait for?")
	}
	if heard[0] != "bad connection" || heard[1] != "bad connection" {
		t.Fatalf("what the two callers recover: got %v, want the panic of fn", heard)
	}
	if state := breaker.State(); state != resilience.StateOpen {
		t.Fatalf("the state after two calls that panicked (maxFailures 2): got %v, want %v (open)", state, resilience.StateOpen)
	}
}
