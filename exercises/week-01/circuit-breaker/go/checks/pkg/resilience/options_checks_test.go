package resilience_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func rejectsInvalidOptions(t *testing.T) {
	counts := []int{1, 2, 12, 5_000, math.MaxInt32, 0, -1, math.MinInt32}
	for _, one := range []struct {
		name   string
		values []int
		create func(value int)
	}{
		{"maxFailures", counts, func(value int) { resilience.NewCircuitBreaker(value, timeout) }},
		{"timeout", append(counts, 1_500_000_001, math.MaxInt64, math.MinInt64), func(value int) {
			resilience.NewCircuitBreaker(maxFailures, time.Duration(value))
		}},
		{"WithHalfOpenMaxCalls", counts, func(value int) {
			resilience.NewCircuitBreaker(maxFailures, timeout, resilience.WithHalfOpenMaxCalls(value))
		}},
		{"WithSuccessThreshold", counts, func(value int) {
			resilience.NewCircuitBreaker(maxFailures, timeout, resilience.WithSuccessThreshold(value))
		}},
		{"WithSuccessThreshold, before a valid WithHalfOpenMaxCalls,", counts, func(value int) {
			resilience.NewCircuitBreaker(maxFailures, timeout, resilience.WithSuccessThreshold(value), resilience.WithHalfOpenMaxCalls(2))
		}},
	} {
		for _, value := range one.values {
			expectPanic(t, value < 1, fmt.Sprintf("%s %d", one.name, value), func() { one.create(value) })
		}
	}
}

func expectPanic(t *testing.T, wanted bool, input string, create func()) {
	t.Helper()
	cause := panicOf(create)
	switch {
	case !wanted && cause != nil:
		fail(t, "This is a valid value: NewCircuitBreaker has to accept it.", input, "no panic", fmt.Sprint("panic: ", cause))
	case wanted && cause == nil:
		fail(t, "NewCircuitBreaker has to refuse this value.", input, "a panic", "it returned a breaker")
	}
}

func panicOf(call func()) (cause any) {
	defer func() { cause = recover() }()
	call()
	return nil
}

func shortConstructor(t *testing.T) {
	input := "NewCircuitBreaker(3, time.Minute), without options"
	b := newBench(t)
	b.trip()
	pass(t, timeout-3*time.Second)
	b.begin().expectRejected("It has the timeout that it is given.", input+": a call 57 s after it opened")
	pass(t, 6*time.Second)
	probe := expectSlots(t, b.beginAll(3), 1, input+": 3 calls 63 s after it opened")[0]
	probe.ends(nil)
	b.expectState(resilience.StateClosed, "By default one success closes a half-open breaker.", input+": the probe succeeds")
	for _, one := range someErrors {
		every := benchOf(t, 1, timeout)
		every.fail(1, one.err)
		told := "NewCircuitBreaker(1, time.Minute), without options: fn returns " + one.name
		every.expectState(resilience.StateOpen, "By default every error is a failure.", told)
	}
}

func nothingBetweenCalls(t *testing.T) {
	var heard changes
	before := len(checkkit.OtherGoroutines())
	b := newBench(t, resilience.WithOnStateChange(heard.listen))
	expectNothingRuns(t, before, "a new breaker")
	b.succeed()
	expectNothingRuns(t, before, "one call succeeds")
	b.trip()
	expectNothingRuns(t, before, "3 failures")
	b.begin()
	expectNothingRuns(t, before, "3 failures, one rejected call")
	for _, wait := range []time.Duration{timeout, 9 * timeout, decade} {
		pass(t, wait)
		told := len(heard.heard())
		input := fmt.Sprintf("3 failures, %v pass without a call, State is read 30 times", wait)
		b.expectStateAgain(resilience.StateOpen, "Nobody called, so it still says that it is open.", input)
		expectEqual(t, len(heard.heard())-told, 0,
			"Without a call the listener must not be called.", input+"; number of calls of the listener meanwhile")
	}
	probe := b.begin()
	pass(t, 10*timeout)
	hung := "half-open: the probe runs for 10 timeouts, State is read 30 times"
	b.expectStateAgain(resilience.StateHalfOpen, "The probe still runs.", hung)
	b.begin().expectRejected("Reading the state frees no slot.", hung+", one more call")
	probe.ends(nil)
	b.expectState(resilience.StateClosed, "The next call was the probe.", "the probe succeeds")
	expectNothingRuns(t, before, "the probe succeeds")
	nothingIsLeftToDo(t)
}

// nothingIsLeftToDo has a caller that looks as soon as its call has ended: what the call has changed is done, and the
// listener, which takes a second, has been called.
func nothingIsLeftToDo(t *testing.T) {
	var heard changes
	b := benchOf(t, 1, timeout, resilience.WithOnStateChange(func(from, to resilience.State) {
		time.Sleep(time.Second)
		heard.listen(from, to)
	}))
	story := "maxFailures 1: a call fails, the timeout passes, a probe fails, the timeout passes, a probe succeeds; the listener takes a second"
	for i, step := range []struct {
		err      error
		state    resilience.State
		expected string
	}{
		{errOutage, resilience.StateOpen, "closed to open"},
		{errOutage, resilience.StateOpen, "open to half-open · half-open to open"},
		{nil, resilience.StateClosed, "open to half-open · half-open to closed"},
	} {
		_ = b.cb.Execute(func() error { return step.err })
		input := fmt.Sprintf("%s; the state, and what the listener was told, as soon as call %d has ended", story, i+1)
		expectEqual(t, nameOf(b.cb.State())+"; "+heard.line(), nameOf(step.state)+"; "+step.expected,
			"When a call has ended, nothing of it may be left to do in the background.", input)
		heard.forget()
		b.passTimeout()
	}
}

func (b *bench) expectStateAgain(expected resilience.State, message, input string) {
	b.t.Helper()
	for range 30 {
		b.expectState(expected, message, input)
	}
}

// expectNothingRuns looks for goroutines that a breaker has left behind, while no call runs.
func expectNothingRuns(t *testing.T, before int, input string) {
	t.Helper()
	settle(t)
	expectEqual(t, len(checkkit.OtherGoroutines())-before, 0,
		"Between calls the breaker does no work in the background.", input+"; number of goroutines that are left")
}
