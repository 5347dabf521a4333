package resilience_test

import (
	"fmt"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

// outages is how often the breaker closes again: a result is late after one state change, and after twenty.
const outages = 5

// slowCalls begin before the first outage and end during any, or begin before each and end during it.
type slowCalls struct {
	*bench
	err        error
	old, fresh []*call
}

func (s *slowCalls) begin() {
	if s.old == nil {
		s.old = s.beginAll(6 * outages)
	}
	s.fresh = s.beginAll(6)
}

// end lets one of each end.
func (s *slowCalls) end() {
	s.t.Helper()
	for _, calls := range []*[]*call{&s.old, &s.fresh} {
		if len(*calls) > 0 {
			c := (*calls)[0]
			*calls = (*calls)[1:]
			c.ends(s.err)
			c.expectReturned(s.err, "a call ends after the state has changed; its caller still gets the result")
		}
	}
}

func lateSuccessIsIgnored(t *testing.T) {
	b := newBench(t)
	slow := &slowCalls{bench: b}
	slow.begin()
	b.fail(2, errOutage)
	for outage := range outages {
		story := fmt.Sprintf("calls begin, the breaker opens and closes %d times", outage)
		b.fail(1, errOutage)
		reset := story + "; fail, fail, calls from before succeed, fail"
		b.expectState(resilience.StateOpen, "A success from an earlier generation must not start the count again.", reset)
		throughOutage(t, slow, story+" and opens; calls from before succeed")
		b.fail(2, errOutage)
		slow.end()
		slow.begin()
	}
}

func lateFailureIsIgnored(t *testing.T) {
	b := newBench(t)
	slow := &slowCalls{bench: b, err: errOutage}
	slow.begin()
	for outage := range outages {
		story := fmt.Sprintf("calls begin, the breaker opens and closes %d times", outage)
		b.trip()
		throughOutage(t, slow, story+" and opens; calls from before fail")
		b.fail(2, errOutage)
		slow.end()
		counted := story + " and once more; fail, fail, then calls from before fail"
		b.expectState(resilience.StateClosed, "A failure from an earlier generation must not count.", counted)
		b.succeed()
		slow.begin()
	}
	manyGenerationsLater(t)
	lateInAnotherWay(t, "panics", func() error { panic(errOutage) })
	lateInAnotherWay(t, "ends its goroutine with runtime.Goexit", goexit)
}

// manyGenerationsLater lets calls from before end when 2, 4, … 256 changes of state have passed: numbers that begin again
// meet their like.
func manyGenerationsLater(t *testing.T) {
	b := benchOf(t, 1, timeout)
	slow := b.beginAll(8)
	b.trip()
	for changes := 2; changes <= 256; changes += 2 {
		b.passTimeout()
		if changes&(changes-1) != 0 {
			_ = b.cb.Execute(failing)
			continue
		}
		probe := b.begin()
		slow[0].ends(errOutage)
		slow = slow[1:]
		input := fmt.Sprintf("maxFailures 1: calls begin, the state changes %d times, a call from before fails while a probe runs", changes)
		b.expectState(resilience.StateHalfOpen, "A failure from an earlier generation must not count.", input)
		probe.ends(errOutage)
	}
}

// throughOutage goes from just opened to closed again, by way of a probe that fails, with late results in each state.
func throughOutage(t *testing.T, slow *slowCalls, story string) {
	failing := untilProbe(t, slow, story)
	failing.ends(errOutage)
	decides := "The probe decides, not the calls from before."
	slow.expectState(resilience.StateOpen, decides, story+"; the probe fails")
	good := untilProbe(t, slow, story+"; the first probe has failed")
	good.ends(nil)
	slow.expectState(resilience.StateClosed, decides, story+"; the second probe succeeds")
}

// untilProbe goes from just opened to a running probe.
func untilProbe(t *testing.T, slow *slowCalls, story string) *call {
	pass(t, timeout/2)
	slow.end()
	slow.expectState(resilience.StateOpen, "A call from before says nothing about now: only the timeout ends this state.", story)
	pass(t, timeout/2-3*time.Second)
	early := slow.bench.begin()
	early.expectRejected("A late result must not make the open time shorter.", story+"; a call 57 s after it opened")
	pass(t, 6*time.Second)
	probe := slow.bench.begin()
	probe.expectRunning("A late result must not make the open time longer.", story+"; a call 63 s after it opened")
	slow.end()
	halfOpen := story + " while a probe runs"
	slow.expectState(resilience.StateHalfOpen, "Only the probe closes or opens it now, not a call from before.", halfOpen)
	second := slow.bench.begin()
	second.expectRejected("A call from before gives back no slot: it never had one.", halfOpen+"; one more call")
	return probe
}

// lateInAnotherWay lets slow calls panic, or end their goroutine, while open, half-open and closed again.
func lateInAnotherWay(t *testing.T, how string, fn func() error) {
	b := newBench(t)
	var slow []*call
	for range 9 {
		slow = append(slow, start(t, b.cb, func(c *call) error {
			_ = untilTold(c)
			return fn()
		}))
	}
	b.calls = append(b.calls, slow...)
	story := "9 slow calls begin, the breaker opens, fn of some of them " + how
	endThree := func() {
		for range 3 {
			slow[0].ends(nil)
			if !slow[0].isDone() || slow[0].returned {
				fail(t, "The caller still has to get how fn ended.", story, "fn "+how, slow[0].String())
			}
			slow = slow[1:]
		}
	}
	b.trip()
	pass(t, timeout/2)
	endThree()
	pass(t, timeout/2+3*time.Second)
	probe := b.begin()
	probe.expectRunning("A late result must not make the open time longer.", story+"; a call 63 s after it opened")
	endThree()
	b.expectState(resilience.StateHalfOpen, "Only the probe closes or opens it now, not a call from before.", story+" while a probe runs")
	probe.ends(nil)
	endThree()
	b.expectState(resilience.StateClosed, "A failure from an earlier generation must not count.", story+" after it has closed again")
}

func lateProbeIsIgnored(t *testing.T) {
	for _, late := range []lateProbes{{how: "succeeds"}, {how: "fails", err: errOutage}, {how: "ends with an ignored error", err: errBadOrder}} {
		late.bench = newBench(t, resilience.WithHalfOpenMaxCalls(4), resilience.WithIsFailure(isFailure))
		late.becomeDue()
		for range 4 {
			late.whileOpen(t)
			late.whileHalfOpen(t)
		}
		late.afterClosing(t)
	}
}

// lateProbes were let through while half-open and end in a later generation.
type lateProbes struct {
	*bench
	how string
	err error
	old []*call
}

func (l *lateProbes) endOne() {
	l.t.Helper()
	l.old[0].ends(l.err)
	l.old[0].expectReturned(l.err, "a probe ends after the state has changed; its caller still gets the result")
	l.old = l.old[1:]
}

// whileOpen has four probes; one fails. The other three are late from now on.
func (l *lateProbes) whileOpen(t *testing.T) {
	full := "WithHalfOpenMaxCalls 4: 6 calls at once; probes of earlier generations may still run"
	those := expectSlots(t, l.beginAll(6), 4, full)
	those[0].ends(errOutage)
	l.old = append(l.old, those[1:]...)
	l.expectState(resilience.StateOpen, "One failed probe opens it.", "WithHalfOpenMaxCalls 4: 4 probes run, one fails")
	pass(t, timeout-3*time.Second)
	l.endOne()
	input := "4 probes run, one fails, then a probe of an earlier generation " + l.how
	l.expectState(resilience.StateOpen, "A probe of an earlier generation changes no state.", input)
	l.begin().expectRejected("It changes no time either.", input+"; a call 57 s after it opened")
	pass(t, 6*time.Second)
}

func (l *lateProbes) whileHalfOpen(t *testing.T) {
	those := expectSlots(t, l.beginAll(4), 4, "WithHalfOpenMaxCalls 4: half-open again, 4 calls; probes of before still run")
	l.endOne()
	input := "WithHalfOpenMaxCalls 4: 4 new probes run, a probe of an earlier generation " + l.how
	l.expectState(resilience.StateHalfOpen, "A probe of an earlier generation neither closes nor opens this one.", input)
	l.begin().expectRejected("A probe of an earlier generation frees no slot of this one.", input+"; one more call")
	those[0].ends(errOutage)
	l.old = append(l.old, those[1:]...)
	l.passTimeout()
}

func (l *lateProbes) afterClosing(t *testing.T) {
	those := l.beginAll(4)
	those[0].ends(nil)
	l.old = append(l.old, those[1:]...)
	input := "WithHalfOpenMaxCalls 4: 4 probes run, one succeeds and closes it, fail, fail, then old probes end: each " + l.how
	l.fail(2, errOutage)
	for len(l.old) > 0 {
		l.endOne()
	}
	l.expectState(resilience.StateClosed, "Probes that end after it closed count nowhere.", input)
	l.fail(1, errOutage)
	l.expectState(resilience.StateOpen, "Probes that end after it closed do not start the count again.", input+", fail")
}
