package resilience_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func lateSuccessIsIgnored(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		slow := b.beginAll(3)
		b.trip()
		slow[0].ends(nil)
		input := "a slow call starts, 3 others fail and open the breaker, the slow one succeeds"
		if !slow[0].isDone() || slow[0].err != nil {
			checkkit.Fail(t, checkkit.Told{Message: "Its caller still gets the result.", Input: input, Actual: slow[0].String()})
		}
		b.expectState(resilience.StateOpen, "A call from before it opened says nothing about the service of now.", input)

		pass(t, timeout)
		probe := b.begin()
		slow[1].ends(nil)
		halfOpen := "a slow call starts, the breaker opens, the timeout passes, a probe runs, the slow call succeeds"
		b.expectState(resilience.StateHalfOpen, "Only a probe may close it, not a call from before.", halfOpen)
		second := b.begin()
		second.expectRejected("A call from before gave back a slot that it never had.", halfOpen+"; one more call")

		probe.ends(nil)
		b.fail(2, errOutage)
		slow[2].ends(nil)
		b.fail(1, errOutage)
		closed := "a slow call starts; the breaker opens, closes again; fail, fail, the slow call succeeds, fail"
		b.expectState(resilience.StateOpen, "A success from before must not start the count again.", closed)
	})
}

func lateFailureIsIgnored(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t)
		slow := b.beginAll(5)
		b.trip()
		pass(t, timeout/2)
		slow[0].ends(errOutage)
		pass(t, timeout/2)
		probe := b.begin()
		open := "a slow call starts, 3 others open the breaker; it fails 30 s later; a call 60 s after the opening"
		probe.expectRunning("A failure from before it opened must not make the open time longer.", open)

		slow[1].ends(errOutage)
		halfOpen := "a slow call starts, the breaker opens, the timeout passes, a probe runs, the slow call fails"
		b.expectState(resilience.StateHalfOpen, "Only a probe may open it again, not a call from before.", halfOpen)

		probe.ends(nil)
		for _, c := range slow[2:] {
			c.ends(errOutage)
		}
		closed := "3 slow calls start; the breaker opens and closes again; then the slow calls fail"
		b.expectState(resilience.StateClosed, "Failures from before it opened must not count after it recovered.", closed)
	})
}

func lateProbeIsIgnored(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t, resilience.WithHalfOpenMaxCalls(2))
		b.becomeDue()
		bad, late := b.begin(), b.begin()
		bad.ends(errOutage)
		pass(t, timeout)
		b.beginAll(2)
		late.ends(nil)
		input := "half-open calls 2: two probes run, one fails, the timeout passes, two new probes run, the old one succeeds"
		b.expectState(resilience.StateHalfOpen, "A probe of an earlier half-open generation must not close this one.", input)
		third := b.begin()
		third.expectRejected("A probe of an earlier half-open generation must not free a slot of this one.", input+"; one more call")

		again := newBench(t, resilience.WithHalfOpenMaxCalls(4))
		again.becomeDue()
		probes := again.beginAll(4)
		probes[0].ends(nil)
		for _, c := range probes[1:] {
			c.ends(errOutage)
		}
		closed := "half-open calls 4: four probes run, one succeeds and closes the breaker, then the other three fail"
		again.expectState(resilience.StateClosed, "Probes that end after it closed must not count as failures.", closed)
	})
}
