package resilience_test

import (
	"fmt"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func probesAlone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		b.becomeDue()
		input := "maxFailures 3: 3 failures, the timeout passes, 50 calls in one instant; the first fn is still running"
		calls := b.beginAll(50)
		checkkit.Equal(t, count(calls, (*call).isRunning), 1, checkkit.Told{
			Message: "While half-open, only one call may reach the service. A crowd would knock over a service that has just recovered.",
			Input:   input,
		})
		checkkit.Equal(t, count(calls, func(c *call) bool { return !c.isDone() })-1, 0, checkkit.Told{
			Message: "Callers without a slot must be rejected at once. These wait for the probe, however long it hangs.",
			Input:   input,
		})
		for _, c := range calls {
			if !c.isRunning() {
				c.expectRejected("Callers without a slot have to get an *OpenError.", input)
			}
		}
	})
}

func goodProbeCloses(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		b.becomeDue()
		b.succeed()
		input := "maxFailures 3: 3 failures, the timeout passes, one call succeeds"
		b.expectState(resilience.StateClosed, "A good probe closes the breaker.", input)
		checkkit.Equal(t, count(b.beginAll(5), (*call).isRunning), 5, checkkit.Told{
			Message: "A closed breaker lets every call through.",
			Input:   input,
		})

		counting := newBench(t)
		counting.becomeDue()
		counting.succeed()
		counting.fail(2, errOutage)
		counting.expectState(resilience.StateClosed, "After closing, the count starts at 0.", input+", then fail, fail")
		counting.fail(1, errOutage)
		counting.expectState(resilience.StateOpen, "After closing it has to count again.", input+", then fail, fail, fail")
	})
}

func failedProbeReopens(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		b.becomeDue()
		probe := b.begin()
		pass(t, 5*time.Second)
		probe.ends(errOutage)
		input := "maxFailures 3: 3 failures, the timeout passes, a probe runs for 5 s and fails"
		b.expectState(resilience.StateOpen, "One failed probe opens the breaker again: it does not take maxFailures more.", input)

		pass(t, timeout-time.Millisecond)
		early := b.begin()
		early.expectRejected("The whole timeout starts again when the probe fails.", input+"; a call 59.999 s later")
		pass(t, time.Millisecond)
		next := b.begin()
		next.expectRunning("After the new timeout the next probe is let through.", input+"; a call 60 s later")
	})
}

func limitsOverlappingProbes(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t, resilience.WithHalfOpenMaxCalls(3), resilience.WithSuccessThreshold(4))
		b.becomeDue()
		options := "half-open calls 3, success threshold 4"
		var running []*call
		for _, c := range b.beginAll(10) {
			if c.isRunning() {
				running = append(running, c)
			} else {
				c.expectRejected("Calls beyond the limit have to be rejected at once.", options+": 10 calls at once")
			}
		}
		checkkit.Equal(t, len(running), 3, checkkit.Told{
			Message: "As many calls may run at the same time as WithHalfOpenMaxCalls says, and no more.",
			Input:   options + ": 10 calls at once",
		})

		running[0].ends(nil)
		fourth, fifth := b.begin(), b.begin()
		input := options + ": 3 calls run, one succeeds, 2 more calls"
		fourth.expectRunning("A call that ends gives its slot back: the limit is not a total.", input)
		fifth.expectRejected("One slot came free, so one more call may pass, not two.", input)
		for _, c := range []*call{running[1], running[2], fourth} {
			c.ends(nil)
		}
		b.expectState(resilience.StateClosed, "The fourth success has to close it.", options+": 4 calls succeed")
	})
	isSafeInEveryState(resilience.WithHalfOpenMaxCalls(2), resilience.WithSuccessThreshold(2))
}

func needsEverySuccess(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t, resilience.WithSuccessThreshold(3))
		b.becomeDue()
		for count := 1; count <= 2; count++ {
			b.succeed()
			message := fmt.Sprintf("%d of 3 needed successes must not close it.", count)
			b.expectState(resilience.StateHalfOpen, message, fmt.Sprintf("success threshold 3: %d succeed", count))
		}
		b.succeed()
		b.expectState(resilience.StateClosed, "The third success has to close it.", "success threshold 3: 3 succeed")

		b.becomeDue()
		b.succeed()
		b.succeed()
		b.fail(1, errOutage)
		b.expectState(resilience.StateOpen, "One failed probe opens it, whatever succeeded before.", "success threshold 3: succeed, succeed, fail")
		pass(t, timeout)
		b.succeed()
		b.succeed()
		again := "success threshold 3: succeed, succeed, fail, the timeout passes, succeed, succeed"
		b.expectState(resilience.StateHalfOpen, "Successes of an earlier half-open generation must not count in this one.", again)
		b.succeed()
		b.expectState(resilience.StateClosed, "Three successes in this generation have to close it.", again+", succeed")
	})
}
