package resilience_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func rejectsWhileOpen(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		b.trip()
		for _, wait := range []time.Duration{0, timeout / 2} {
			pass(t, wait)
			c := b.begin()
			input := fmt.Sprintf("maxFailures 3, timeout 1m: 3 failures, %v pass, one more call", wait)
			checkkit.Equal(t, c.runs.Load(), int32(0), checkkit.Told{
				Message: "An open breaker must not call fn: the service behind it needs room to recover.",
				Input:   input,
			})
			c.expectRejected("The caller must be able to tell a rejection by its type: return an *OpenError that errors.Is(err, ErrCircuitOpen) recognises.", input)
			if wrapped := fmt.Errorf("placing the order: %w", c.err); !errors.Is(wrapped, resilience.ErrCircuitOpen) {
				checkkit.Failf(t, "A rejection that a caller wraps must still be recognised by errors.Is.")
			}
		}
		b.expectState(resilience.StateOpen, "A rejected call does not change the state.", "3 failures, two rejected calls")
	})
}

func rejectionsChangeNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		b.trip()
		for range 5 {
			pass(t, 10*time.Second)
			b.begin()
		}
		pass(t, 10*time.Second)
		probe := b.begin()
		input := "timeout 1m: 3 failures, a call every 10 seconds; the call at 60 seconds"
		probe.expectRunning("Rejected calls must not make the open time longer: under steady traffic it would never end.", input)

		probe.ends(nil)
		b.fail(2, errOutage)
		counted := input + " succeeds, then fail, fail"
		b.expectState(resilience.StateClosed, "Rejected calls are not failures: only 2 failures came since it closed.", counted)
	})
}

func tellsWhenToRetry(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		expectRetryAfter := func(expected time.Duration, input string) {
			t.Helper()
			c := b.begin()
			c.expectRejected("This call has to be rejected.", input)
			checkkit.Equal(t, c.openError().RetryAfter, expected, checkkit.Told{
				Message: "RetryAfter has to be the time left until a call may pass.",
				Input:   input,
			})
		}
		b.trip()
		expectRetryAfter(60*time.Second, "timeout 1m: rejected 0 s after it opened")
		pass(t, 15*time.Second)
		expectRetryAfter(45*time.Second, "timeout 1m: rejected 15 s after it opened")
		pass(t, 45*time.Second-time.Millisecond)
		expectRetryAfter(time.Millisecond, "timeout 1m: rejected 59.999 s after it opened")
		pass(t, time.Millisecond)
		probe := b.begin()
		expectRetryAfter(0, "half-open, its only slot taken: rejected because no slot is free")
		probe.ends(errOutage)
		expectRetryAfter(60*time.Second, "the probe failed: rejected 0 s after it opened again")
	})
}

func admitsAtTheTimeout(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		pass(t, 300*time.Millisecond)
		b.trip()
		pass(t, timeout-time.Millisecond)
		early := b.begin()
		early.expectRejected("One millisecond before the timeout the breaker is still open.", "timeout 1m: a call 59.999 s after it opened")
		pass(t, time.Millisecond)
		due := b.begin()
		input := "timeout 1m: a call exactly 60 s after it opened"
		due.expectRunning("When exactly the timeout has passed, a call is let through.", input)
		b.expectState(resilience.StateHalfOpen, "The call that is let through makes the breaker half-open.", input)
	})
}
