package resilience_test

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func probesAlone(t *testing.T) {
	b := newBench(t)
	b.becomeDue()
	crowd := "maxFailures 3: 3 failures, the timeout passes, 50 calls in one instant; the first fn still runs"
	probe := expectSlots(t, b.beginAll(50), 1, crowd)[0]
	for _, wait := range []time.Duration{time.Millisecond, timeout, 10 * timeout, decade} {
		pass(t, wait)
		input := fmt.Sprintf("half-open: the probe still runs, %v pass, 50 more calls", wait)
		expectAllRejected(b.beginAll(50), "Until the probe ends, every further call is rejected at once.", input)
		b.expectState(resilience.StateHalfOpen, "Only the end of the probe changes the state.", input)
	}
	b.expectNonePasses("Until the probe ends, every further call is rejected at once.", "half-open: the probe still runs, 1,500 more calls")
	probe.ends(nil)
	probe.expectReturned(nil, "half-open: the probe returns nil after all that time")
	arrivesTogether(t, 1)
}

// arrivesTogether lets 16 goroutines at once find a half-open breaker, or make it half-open, again and again.
func arrivesTogether(t *testing.T, slots int, options ...resilience.Option) {
	for round := 1; round <= 40; round++ {
		b := benchOf(t, 1, timeout, options...)
		b.becomeDue()
		input := fmt.Sprintf("%d slots: the timeout passes, 16 goroutines call in the same instant", slots)
		expectSlots(t, b.beginAll(16), slots, input)
		releaseAll()
		settle(t)
	}
}

func goodProbeCloses(t *testing.T) {
	b := newBench(t)
	hung := b.begin()
	for outage := 1; outage <= 5; outage++ {
		recovers(t, b, outage)
	}
	input := "a call hangs while the breaker opens and closes again"
	hung.expectRunning("The breaker never ends a call that hangs.", input)
	hung.ends(nil)
	hung.expectReturned(nil, input+", then it returns nil")
	besideAnother(t)
}

// besideAnother has two breakers, half a timeout apart. Each has its own time and its own slot.
func besideAnother(t *testing.T) {
	one, other := newBench(t), newBench(t)
	one.trip()
	pass(t, timeout/2)
	other.trip()
	pass(t, timeout/2+3*time.Second)
	input := "two breakers; the second one opens 30 s after the first"
	first := one.begin()
	first.expectRunning("Each breaker has its own timeout.", input+"; a call through the first after 63 s")
	other.begin().expectRejected("Each breaker has its own timeout.", input+"; a call through the second after 33 s")
	pass(t, timeout/2)
	second := other.begin()
	input += "; both are half-open"
	second.expectRunning("Each breaker has its own probe.", input)
	one.begin().expectRejected("Each breaker has its own probe.", input+"; one more call through the first")
	second.ends(nil)
	input += "; the second probe succeeds"
	other.expectState(resilience.StateClosed, "A probe that succeeds closes its breaker.", input)
	one.expectState(resilience.StateHalfOpen, "The probe of another breaker closes nothing here.", input)
	one.begin().expectRejected("The probe of another breaker gives back no slot here.", input)
	first.ends(errOutage)
	input += ", the first one fails"
	one.expectState(resilience.StateOpen, "A probe that fails opens its breaker.", input)
	other.expectState(resilience.StateClosed, "The probe of another breaker opens nothing here.", input)
}

// recovers by a probe; the second time by one that runs for ten timeouts.
func recovers(t *testing.T, b *bench, outage int) {
	took := time.Duration(0)
	if outage == 2 {
		took = 10 * timeout
	}
	story := fmt.Sprintf("outage %d of the same breaker: it opens, the timeout passes, a probe succeeds after %v", outage, took)
	b.trip()
	pass(t, timeout-3*time.Second)
	early := fmt.Sprintf("outage %d of the same breaker: a call 57 s after it opened", outage)
	b.begin().expectRejected("Every outage has the same timeout.", early)
	pass(t, 6*time.Second)
	probe := expectSlots(t, b.beginAll(3), 1, fmt.Sprintf("outage %d of the same breaker: 3 calls after 63 s", outage))[0]
	pass(t, took)
	probe.ends(nil)
	probe.expectReturned(nil, story)
	b.countsFromZero(story)

	b.passTimeout()
	b.succeed()
	calls := b.beginAll(30)
	for _, c := range calls {
		c.expectRunning("A closed breaker lets every call through.", "it opens, the timeout passes, a probe succeeds, 30 calls at once")
	}
	for _, c := range calls {
		c.ends(nil)
	}
}

// countsFromZero is asked of a breaker that has just closed.
func (b *bench) countsFromZero(story string) {
	b.t.Helper()
	b.expectState(resilience.StateClosed, "A probe that succeeds closes the breaker.", story)
	b.fail(2, errOutage)
	b.expectState(resilience.StateClosed, "After closing, the count starts at 0.", story+", then fail, fail")
	b.fail(1, errOutage)
	b.expectState(resilience.StateOpen, "After closing it has to count again.", story+", then fail, fail, fail")
}

func failedProbeReopens(t *testing.T) {
	b := newBench(t)
	b.becomeDue()
	const probes = 40
	for round := 1; round <= probes; round++ {
		failsAsProbe(t, b, round)
	}
	last := b.begin()
	last.expectRunning("After the timeout the next probe is let through.", fmt.Sprint(probes, " probes failed; a call 1 m later"))
	last.ends(nil)
	b.countsFromZero(fmt.Sprint(probes, " probes fail, the next one succeeds"))
	oneCallPerTimeout(t)
}

// oneCallPerTimeout is what a service gets that is still down, however many goroutines call.
func oneCallPerTimeout(t *testing.T) {
	b := newBench(t)
	b.becomeDue()
	for round := 1; round <= 30; round++ {
		var runs atomic.Int32
		inParallel(16, func(int) {
			for range 20 {
				_ = b.cb.Execute(func() error {
					runs.Add(1)
					runtime.Gosched()
					return errOutage
				})
			}
		})
		expectEqual(t, runs.Load(), int32(1), "A service that is still down gets one call per timeout.",
			fmt.Sprintf("the timeout passes, 16 goroutines make 20 calls each, all fail, round %d; number of calls of fn", round))
		b.passTimeout()
	}
}

func failsAsProbe(t *testing.T, b *bench, round int) {
	took := 6 * time.Second
	if round == 2 {
		took = 10 * timeout
	}
	input := fmt.Sprintf("the timeout passes, 5 calls; the one let through runs for %v and fails, round %d", took, round)
	probe := expectSlots(t, b.beginAll(5), 1, input)[0]
	pass(t, took)
	own := fmt.Errorf("probe %d", round)
	probe.ends(own)
	probe.expectReturned(own, input)
	b.expectState(resilience.StateOpen, "One failed probe opens the breaker: it does not take maxFailures more.", input)
	pass(t, timeout-time.Millisecond)
	if round%2 == 0 {
		early := input + "; a call 59.999 s later"
		b.begin().expectRejected("The whole timeout runs again from the moment at which the probe failed.", early)
	}
	pass(t, time.Millisecond)
}
