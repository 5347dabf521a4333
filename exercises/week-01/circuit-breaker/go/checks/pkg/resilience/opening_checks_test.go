package resilience_test

import (
	"context"
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func passesResultsThrough(t *testing.T) {
	b := newBench(t)
	for _, expected := range []error{nil, errOutage, fmt.Errorf("placing order-1: %w", errOutage)} {
		c := b.run(func() error { return expected }, fmt.Sprintf("fn returns %v", expected))
		if !c.returned || c.err != expected {
			checkkit.Fail(t, checkkit.Told{
				Message:  "Execute has to return the very error that fn returned. Wrapped or copied, it can no longer be told apart.",
				Input:    fmt.Sprintf("fn returns %v", expected),
				Expected: fmt.Sprintf("fn was called once; Execute returned %v", expected),
				Actual:   c.String(),
			})
		}
		checkkit.Equal(t, c.runs.Load(), int32(1), checkkit.Told{
			Message: "One Execute calls fn exactly once: repeating is the job of a retry.",
			Input:   "1 call",
		})
	}
}

func opensAfterConsecutiveFailures(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		b.fail(2, errOutage)
		b.expectState(resilience.StateClosed, "Two failures are fewer than maxFailures.", "maxFailures 3: fail, fail")
		b.succeed()
		b.fail(2, errOutage)
		interrupted := "maxFailures 3: fail, fail, succeed, fail, fail"
		b.expectState(resilience.StateClosed, "A success starts the count again: only failures in a row open the breaker.", interrupted)
		b.fail(1, errOutage)
		b.expectState(resilience.StateOpen, "The third failure in a row has to open the breaker.", interrupted+", fail")

		rare := newBench(t)
		rare.fail(2, errOutage)
		pass(t, 10*timeout)
		rare.fail(1, errOutage)
		hours := "maxFailures 3: fail, fail, ten timeouts pass, fail"
		rare.expectState(resilience.StateOpen, "Failures in a row never expire: no success came in between.", hours)

		strict := benchOf(t, resilience.NewCircuitBreaker(1, timeout))
		strict.fail(1, errOutage)
		strict.expectState(resilience.StateOpen, "With maxFailures 1 the first failure opens the breaker.", "maxFailures 1: fail")
	})
}

func shortConstructor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		input := "NewCircuitBreaker(3, time.Minute), without options"
		b := newBench(t)
		b.fail(2, errOutage)
		b.fail(1, context.Canceled)
		b.expectState(resilience.StateOpen, "By default every error is a failure.", input+": two errors, then context.Canceled")
		pass(t, timeout)
		b.onlyRunning(b.beginAll(3), "By default one call at a time is let through while half-open.", input).ends(nil)
		b.expectState(resilience.StateClosed, "By default one success closes a half-open breaker.", input)
	})
}
