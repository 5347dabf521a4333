package resilience_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func reportsEachChangeOnce(t *testing.T) {
	var heard changes
	b := newBench(t, resilience.WithIsFailure(isFailure), resilience.WithOnStateChange(heard.listen))
	expectChange := func(change, input string) {
		t.Helper()
		settle(t)
		message := "The listener was called, although the state did not change."
		expected := "no call"
		if change != "" {
			message, expected = "The listener has to be called once for this change.", change
		}
		expectEqual(t, heard.line(), expected, message, input)
		heard.forget()
	}
	expectChange("", "a new breaker")
	for cycle := 1; cycle <= 4; cycle++ {
		wholeCycle(t, b, expectChange, fmt.Sprintf("cycle %d: ", cycle))
	}
	reportsUnderLoad(t)
}

func wholeCycle(t *testing.T, b *bench, expectChange func(change, input string), cycle string) {
	late := b.beginAll(3)
	b.succeed()
	b.fail(2, errOutage)
	b.fail(1, errBadOrder)
	expectChange("", cycle+"closed: succeed, fail, fail, an ignored error")
	b.fail(1, errOutage)
	expectChange("closed to open", cycle+"the third failure in a row")
	late[0].ends(errOutage)
	b.beginAll(5)
	b.passTimeout()
	expectChange("", cycle+"open: a late failure, 5 rejected calls, the timeout passes")
	probes := running(b.beginAll(5))
	expectChange("open to half-open", cycle+"the timeout has passed, 5 calls at once")
	late[1].ends(nil)
	for _, probe := range probes {
		probe.ends(errBadOrder)
	}
	expectChange("", cycle+"half-open: a late success, the probe ends with an ignored error")
	b.fail(1, errOutage)
	expectChange("half-open to open", cycle+"the next probe fails")
	b.passTimeout()
	good := b.begin()
	expectChange("open to half-open", cycle+"the timeout has passed again, one call")
	good.ends(nil)
	expectChange("half-open to closed", cycle+"the probe succeeds")
	late[2].ends(errOutage)
	expectChange("", cycle+"closed: a late failure")
}

func listenerCannotWedge(t *testing.T) {
	for _, when := range []resilience.State{resilience.StateOpen, resilience.StateHalfOpen, resilience.StateClosed} {
		panicsWhen(t, nameOf(when), func(to resilience.State) bool { return to == when })
	}
	panicsWhen(t, "any state", func(resilience.State) bool { return true })
}

func panicsWhen(t *testing.T, when string, panics func(to resilience.State) bool) {
	var heard changes
	b := newBench(t, resilience.WithHalfOpenMaxCalls(2), resilience.WithOnStateChange(func(from, to resilience.State) {
		heard.listen(from, to)
		if panics(to) {
			panic("the metrics server is down")
		}
	}))
	story := "the listener panics when told of " + when
	b.trip()
	b.passTimeout()
	b.probe(errOutage, story+": the timeout passes, a probe fails")
	b.expectState(resilience.StateOpen, "A listener that panics stops no change.", story+": a probe fails")
	b.passTimeout()
	b.probe(nil, story+": the timeout passes, a probe succeeds")
	b.expectState(resilience.StateClosed, "A panic of the listener is not a failure of fn, and stops no change.", story+": a probe succeeds")
	b.becomeDue()
	first := b.begin()
	input := "WithHalfOpenMaxCalls 2, " + story + ": the timeout passes; the first call, then 5 more"
	slots := 2
	if first.isRunning() {
		slots = 1
	}
	expectSlots(t, b.beginAll(5), slots, input+"; the first one: "+first.String())
	toOpen, toHalfOpen := "closed to open", "open to half-open"
	expected := []string{toOpen, toHalfOpen, "half-open to open", toHalfOpen, "half-open to closed", toOpen, toHalfOpen}
	expectEqual(t, heard.line(), lineOf(expected),
		"A listener that panics is still called for every change.", story)
}

// probe makes a call that becomes the probe. When the panic of the listener went on to its caller, and fn was not called,
// the next call is the probe.
func (b *bench) probe(err error, input string) {
	b.t.Helper()
	if c := b.run(func() error { return err }, input); c.runs.Load() == 0 && c.panicked != nil {
		b.expectState(resilience.StateHalfOpen, "A panic of the listener is not a failure of fn.", input)
		b.run(func() error { return err }, input+"; one more call")
	}
}

func listenerMayCallBack(t *testing.T) {
	for _, slots := range []int{1, 3} {
		slotIsTaken(t, slots)
	}
	callsInEveryState(t)
	timeRunsFromTheFailure(t)
	for how, make := range waysToCall {
		for _, result := range []error{nil, errOutage} {
			callThatOpens(t, result, how, make)
		}
		callOnceClosed(t, how, make)
	}
}

// waysToCall are those of a listener: by itself, or by another goroutine for which it waits.
var waysToCall = map[string]func(call func() error){
	"itself": func(call func() error) { _ = call() },
	"in another goroutine, for which it waits,": func(call func() error) {
		done := make(chan error)
		go func() { done <- call() }()
		<-done
	},
}

// slotIsTaken has the listener call, inside that call again, and so on.
func slotIsTaken(t *testing.T, slots int) {
	passed, rejected := 0, 0
	var b *bench
	var inner func() error
	inner = func() error {
		if passed++; passed > 4 {
			return nil
		}
		if b.cb.Execute(inner) != nil {
			rejected++
		}
		return nil
	}
	b = newBench(t, resilience.WithHalfOpenMaxCalls(slots), resilience.WithSuccessThreshold(10),
		resilience.WithOnStateChange(func(_, to resilience.State) {
			if to == resilience.StateHalfOpen {
				if b.cb.Execute(inner) != nil {
					rejected++
				}
			}
		}))
	b.becomeDue()
	probe := b.begin()
	input := fmt.Sprintf("WithHalfOpenMaxCalls %d: when told of half-open, the listener makes 4 calls, each inside the one before", slots)
	probe.expectRunning("The listener may make calls: nothing deadlocks.", input)
	for what, counts := range map[string][2]int{"calls of fn": {passed, slots - 1}, "rejected calls": {rejected, 1}} {
		expectEqual(t, counts[0], counts[1],
			"The call that made it half-open has its slot before the listener is called.", input+"; number of "+what)
	}
}

func callsInEveryState(t *testing.T) {
	var seen changes
	var b *bench
	b = newBench(t, resilience.WithOnStateChange(func(_, to resilience.State) {
		answer := "is let through"
		if err := b.cb.Execute(func() error { return nil }); errors.Is(err, resilience.ErrCircuitOpen) {
			answer = "is rejected"
		}
		seen.note(fmt.Sprintf("told of %s, it reads %s, its call %s", nameOf(to), nameOf(b.cb.State()), answer))
	}))
	var expected []string
	for range 2 {
		b.becomeDue()
		b.begin().ends(nil)
		expected = append(expected, "told of open, it reads open, its call is rejected",
			"told of half-open, it reads half-open, its call is rejected",
			"told of closed, it reads closed, its call is let through")
	}
	expectEqual(t, seen.line(), lineOf(expected),
		"When the listener is called, the state is already the new one.", "the listener makes a call and reads the state, each time it is told of a state")
}

// timeRunsFromTheFailure: the listener takes six seconds, but the timeout has begun with the failure.
func timeRunsFromTheFailure(t *testing.T) {
	b := newBench(t, resilience.WithIsFailure(isFailure), resilience.WithOnStateChange(func(_, to resilience.State) {
		if to == resilience.StateOpen {
			time.Sleep(6 * time.Second)
		}
	}))
	b.fail(2, errOutage)
	for _, failure := range []string{"the third failure", "the first probe failed", "the second probe failed"} {
		b.begin().ends(errOutage)
		input := "timeout 1m: the listener takes 6 s when told of open"
		b.expectState(resilience.StateOpen, "While the listener runs, the state is already the new one.", input)
		pass(t, timeout+3*time.Second)
		input += "; a call 63 s after " + failure
		probe := b.begin()
		probe.expectRunning("The timeout runs from the failure, not from the end of the listener.", input)
		probe.ends(errBadOrder)
	}
}

// callThatOpens: a call of the listener opens the breaker, and the listener is called for that as well. The probe ends too
// late to count.
func callThatOpens(t *testing.T, result error, how string, call func(func() error)) {
	var heard changes
	var b *bench
	b = benchOf(t, 1, timeout, resilience.WithHalfOpenMaxCalls(2), resilience.WithOnStateChange(func(from, to resilience.State) {
		heard.listen(from, to)
		if to == resilience.StateHalfOpen {
			call(func() error { return b.cb.Execute(failing) })
		}
	}))
	b.becomeDue()
	probe := b.begin()
	story := fmt.Sprintf("maxFailures 1, WithHalfOpenMaxCalls 2: when told of half-open, the listener %s makes a call that fails", how)
	story += fmt.Sprint("; 6 s later fn of the probe returns: ", result)
	probe.expectRunning("The listener may make calls, also such as change the state: nothing deadlocks.", story)
	pass(t, 6*time.Second)
	probe.ends(result)
	b.expectState(resilience.StateOpen, "The call of the listener has opened it; the probe ends too late to count.", story)
	expectEqual(t, heard.line(), "closed to open · open to half-open · half-open to open",
		"The listener is called once for each change, also for those that its own calls make.", story)
	pass(t, timeout-3*time.Second)
	b.begin().expectRunning("The timeout runs from the failure that opened it.", story+"; a call 63 s after the call of the listener")
}

// callOnceClosed: the breaker has closed, and a call of the listener opens it again, before anybody else has called.
func callOnceClosed(t *testing.T, how string, call func(func() error)) {
	var heard changes
	var b *bench
	b = benchOf(t, 1, timeout, resilience.WithOnStateChange(func(from, to resilience.State) {
		heard.listen(from, to)
		if to == resilience.StateClosed {
			call(func() error { return b.cb.Execute(failing) })
		}
	}))
	story := fmt.Sprintf("maxFailures 1: when told of closed, the listener %s makes a call that fails", how)
	b.trip()
	expected := []string{"closed to open"}
	for range 2 {
		b.passTimeout()
		b.run(func() error { return nil }, story).expectReturned(nil, story)
		b.expectState(resilience.StateOpen, "The call of the listener has failed and opened it.", story)
		expected = append(expected, "open to half-open", "half-open to closed", "closed to open")
	}
	expectEqual(t, heard.line(), lineOf(expected),
		"The listener is called once for each change, also for those that its own calls make.", story)
}
