package resilience_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func reportsEachChangeOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var heard changes
		b := newBench(t, resilience.WithOnStateChange(heard.listen))
		expected := []string{}
		expectChange := func(change, input string) {
			t.Helper()
			message := "The listener was called, but nothing changed."
			if change != "" {
				expected = append(expected, change)
				message = "The listener has to be called once for this change."
			}
			checkkit.Equal(t, heard.heard(), expected, checkkit.Told{Message: message, Input: input})
		}

		b.succeed()
		b.fail(2, errOutage)
		expectChange("", "a new breaker: succeed, fail, fail")
		late := b.begin()
		b.fail(1, errOutage)
		expectChange("closed to open", "the third failure in a row")
		late.ends(errOutage)
		b.begin()
		expectChange("", "open: a late failure, a rejected call")
		pass(t, timeout)
		probe := b.onlyRunning(b.beginAll(5), "One of these calls has to be let through.", "the timeout passes, 5 calls at once")
		expectChange("open to half-open", "the timeout passes, 5 calls at once")
		probe.ends(errOutage)
		expectChange("half-open to open", "the probe fails")
		pass(t, timeout)
		good := b.begin()
		expectChange("open to half-open", "the timeout passes, one call")
		good.ends(nil)
		expectChange("half-open to closed", "the probe succeeds")
	})
}

func listenerCannotWedge(t *testing.T) {
	b := newInstantBench(t, resilience.WithOnStateChange(func(_, to resilience.State) {
		panic(fmt.Sprintf("the metrics server is down (%s)", nameOf(to)))
	}))
	b.becomeDue()
	input := "the listener panics every time: 3 failures, the timeout passes, two calls succeed"
	b.run(func() error { return nil }, input)
	b.run(func() error { return nil }, input)
	b.expectState(resilience.StateClosed, "A listener that panics must not keep the breaker from recovering.", input)
	b.begin().expectRunning("A listener that panics must not leave a lock or a slot taken.", input+", one more call")
}

func listenerMayCallBack(t *testing.T) {
	var b *bench
	var seen changes
	var nested atomic.Pointer[call]
	b = newInstantBench(t, resilience.WithOnStateChange(func(_, to resilience.State) {
		seen.listen(b.cb.State(), to)
		if to == resilience.StateHalfOpen {
			c := start(t, b.cb, func(*call) error { return nil })
			nested.Store(c)
			<-c.done
		}
	}))
	b.becomeDue()
	probe := b.begin()
	inner := nested.Load()
	if inner == nil || !inner.isRejected() || !probe.isRunning() {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The probe's slot has to be taken before the listener is told of half-open, and no lock may be held meanwhile.",
			Input:    "the listener makes a call when the breaker becomes half-open, and waits for its answer",
			Expected: "the probe runs, the call of the listener is rejected",
			Actual:   fmt.Sprintf("the probe: %v. The listener's call: %v", probe, inner),
		})
	}
	probe.ends(nil)
	expected := []string{"open to open", "half-open to half-open", "closed to closed"}
	checkkit.Equal(t, seen.heard(), expected, checkkit.Told{
		Message: "When the listener is called, State is already the new one.",
		Input:   "the listener calls State (shown first) and is told the new state (shown second)",
	})
}
