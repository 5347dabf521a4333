package resilience_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func rejectsWhileOpen(t *testing.T) {
	b := newBench(t)
	b.trip()
	passed := time.Duration(0)
	for _, at := range []time.Duration{0, time.Millisecond, 30 * time.Second, 58 * time.Second} {
		pass(t, at-passed)
		passed = at
		input := fmt.Sprintf("timeout 1m: 3 failures, 150 calls %v after it opened", at)
		for _, c := range b.beginAll(150) {
			expectRefused(t, c, input)
		}
		b.expectState(resilience.StateOpen, "A rejected call does not change the state.", input)
	}
	b.expectNonePasses("An open breaker must not call fn.", "timeout 1m: 3 failures, 1,500 calls 58 s after it opened")
}

// expectNonePasses makes very many calls, one after the other.
func (b *bench) expectNonePasses(message, input string) {
	b.t.Helper()
	runs := 0
	for range 1_500 {
		_ = b.cb.Execute(func() error { runs++; return nil })
	}
	expectEqual(b.t, runs, 0, message, input+"; number of calls of fn")
}

func expectRefused(t *testing.T, c *call, input string) {
	t.Helper()
	message := ""
	switch {
	case c.runs.Load() > 0:
		message = "An open breaker must not call fn."
	case !c.isDone():
		message = "A call has to be rejected at once, not to wait."
	case c.openError() == nil:
		message = "errors.As has to find an *OpenError in a rejection."
	case !errors.Is(fmt.Errorf("placing the order: %w", c.err), resilience.ErrCircuitOpen):
		message = "errors.Is has to find ErrCircuitOpen in a rejection, also in one that a caller has wrapped."
	default:
		return
	}
	fail(t, message, input, rejection, c.String())
}

func rejectionsChangeNothing(t *testing.T) {
	b := newBench(t)
	b.trip()
	for range 59 {
		pass(t, time.Second)
		b.beginAll(3)
	}
	pass(t, 990*time.Millisecond)
	b.beginAll(3)
	pass(t, time.Second)
	probe := b.begin()
	open := "timeout 1m: 3 failures, 3 calls every second and 10 ms before the end; the call at 61 s"
	probe.expectRunning("Rejected calls must not make the open time longer.", open)

	for round := 1; round <= 4; round++ {
		input := fmt.Sprintf("half-open: the probe runs, 60 more calls, %d times", round)
		expectAllRejected(b.beginAll(60), "Until the probe ends, every further call is rejected.", input)
		b.expectState(resilience.StateHalfOpen, "A rejected call does not change the state.", input)
		pass(t, time.Second)
	}
	probe.ends(nil)
	b.fail(2, errOutage)
	counted := "calls are rejected while open and while half-open; the probe succeeds, then fail, fail"
	b.expectState(resilience.StateClosed, "Rejected calls are not failures: only 2 came since it closed.", counted)
}

func admitsAtTheTimeout(t *testing.T) {
	for _, timeout := range []time.Duration{timeout, 15 * time.Millisecond, 7_785 * time.Millisecond, decade} {
		boundary(t, timeout)
		for _, later := range []time.Duration{15 * time.Millisecond, 12 * time.Minute, 24 * time.Hour} {
			b := opened(t, timeout)
			pass(t, timeout+later)
			b.expectHalfOpen(b.begin(), fmt.Sprintf("timeout %v; the first call, %v after it ended", timeout, later))
		}
	}
	b := opened(t, timeout)
	pass(t, decade)
	b.expectHalfOpen(b.begin(), "timeout 1m; the first call, ten years later")
}

// opened has been opened by three failures, 6 s apart; the third call took 9 s. It begins with a tick that coarse clocks have.
func opened(t *testing.T, timeout time.Duration) *bench {
	const tick = 15 * time.Millisecond
	pass(t, time.Now().Truncate(tick).Add(tick).Sub(time.Now()))
	b := benchOf(t, maxFailures, timeout)
	for range 2 {
		b.fail(1, errOutage)
		pass(t, 6*time.Second)
	}
	third := b.begin()
	pass(t, 9*time.Second)
	third.ends(errOutage)
	return b
}

func boundary(t *testing.T, timeout time.Duration) {
	story := fmt.Sprintf("timeout %v, opened by a call that took 9 s", timeout)
	early := opened(t, timeout)
	pass(t, timeout-time.Millisecond)
	input := fmt.Sprintf("%s; a call 1 ms before the timeout ends, counted from that failure", story)
	early.begin().expectRejected("One millisecond before the timeout ends, a call is still rejected.", input)
	due := opened(t, timeout)
	pass(t, timeout)
	due.expectHalfOpen(due.begin(), story+"; a call exactly one timeout after that failure")
}

func (b *bench) expectHalfOpen(c *call, input string) {
	b.t.Helper()
	c.expectRunning("When the timeout has ended, the first call is let through.", input)
	b.expectState(resilience.StateHalfOpen, "The call that is let through makes the breaker half-open.", input)
}

func tellsWhenToRetry(t *testing.T) {
	for _, timeout := range []time.Duration{timeout, 7_785 * time.Millisecond, decade} {
		waitsAreTold(t, timeout)
	}
}

// told is a rejection and what its RetryAfter has to be.
type told struct {
	*call
	expected time.Duration
	input    string
}

func (one told) compare(message string) {
	one.t.Helper()
	one.expectRejected("This call has to be rejected.", one.input)
	if actual := one.openError().RetryAfter; actual != one.expected {
		fail(one.t, message, one.input, fmt.Sprint("RetryAfter ", one.expected), fmt.Sprint("RetryAfter ", actual))
	}
}

func waitsAreTold(t *testing.T, timeout time.Duration) {
	b := benchOf(t, maxFailures, timeout)
	var all []told
	expectWait := func(expected time.Duration, when string) {
		t.Helper()
		one := told{b.begin(), expected, fmt.Sprintf("timeout %v: rejected %s", timeout, when)}
		all = append(all, one)
		one.compare("RetryAfter has to be the time from the rejection to the end of the timeout.")
	}
	b.trip()
	for round := 1; round <= 3; round++ {
		passed := time.Duration(0)
		for _, at := range []time.Duration{0, 15 * time.Millisecond, 1_230 * time.Millisecond, timeout - 15*time.Millisecond} {
			pass(t, at-passed)
			passed = at
			expectWait(timeout-at, fmt.Sprintf("%v after it opened, round %d", at, round))
		}
		pass(t, timeout-passed+3*time.Second)
		probe := b.begin()
		for _, wait := range []time.Duration{0, timeout, 30 * time.Second} {
			pass(t, wait)
			expectWait(0, "while half-open, because no slot is free")
		}
		probe.ends(errOutage)
	}
	for _, one := range all {
		one.compare("A rejection must not change after its caller has it.")
	}
}
