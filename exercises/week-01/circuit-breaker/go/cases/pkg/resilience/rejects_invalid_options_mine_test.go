// A setting is missing, or has a minus in front of it. The deployment must fail, not the first outage.
// Set a breakpoint in your NewCircuitBreaker where it looks at the options: which one does it not look at?

package resilience_test

import (
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineRejectsInvalidOptions(t *testing.T) {
	timeout := 30 * time.Second
	constructors := map[string]func(){
		"0 failures":         func() { resilience.NewCircuitBreaker(0, timeout) },
		"a timeout of -30 s": func() { resilience.NewCircuitBreaker(3, -timeout) },
		"0 half-open calls":  func() { resilience.NewCircuitBreaker(3, timeout, resilience.WithHalfOpenMaxCalls(0)) },
		"0 successes":        func() { resilience.NewCircuitBreaker(3, timeout, resilience.WithSuccessThreshold(0)) },
	}

	for setting, construct := range constructors {
		var panicked any
		func() {
			defer func() { panicked = recover() }()
			construct()
		}()
		if panicked == nil {
			t.Errorf("a breaker with %s: it was made, want a panic", setting)
		}
	}
}
