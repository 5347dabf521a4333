package resilience_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"go-coffee/pkg/resilience"
)

func throwingCallCounts(t *testing.T) {
	for _, one := range somePanics {
		input := "fn panics with " + one.name
		b := newBench(t)
		for range maxFailures {
			b.panics(one.value, input)
		}
		b.expectState(resilience.StateOpen, "A call that panics is a failure like any other.", "maxFailures 3: "+input+", 3 times")
		b.passTimeout()
		b.panics(one.value, "half-open: "+input)
		b.expectState(resilience.StateOpen, "A probe that panics has failed.", "half-open: "+input)
	}
	goexits(t)
}

// panics makes a call whose fn panics. The panic has to come out of Execute.
func (b *bench) panics(value any, input string) {
	b.t.Helper()
	if c := b.run(func() error { panic(value) }, input); c.panicked != value {
		fail(b.t, "A panic of fn has to go on to the caller of Execute.", input,
			fmt.Sprintf("fn was called once; it panicked with %v, the very same", value), c.String())
	}
}

// goexits has calls in a closed breaker that end their goroutine.
func goexits(t *testing.T) {
	b := newBench(t)
	for range maxFailures {
		b.run(goexit, "fn ends its goroutine with runtime.Goexit")
	}
	input := "maxFailures 3: fn ends its goroutine with runtime.Goexit, 3 times"
	b.expectState(resilience.StateOpen, "A call that ends its goroutine is a failure like any other.", input)
}

func ignoredErrors(t *testing.T) {
	b := newBench(t, resilience.WithIsFailure(isFailure))
	input := "fn returns an error for which isFailure returns false"
	for range 100 {
		b.run(func() error { return errBadOrder }, input).expectReturned(errBadOrder, input)
	}
	b.expectState(resilience.StateClosed, "Ignored errors must not count.", "maxFailures 3: "+input+", 100 times")
	everyOrderWithIgnored(t)
	isAskedAboutErrorsOnly(t)
	ignoredProbes(t, nil, resilience.StateClosed)
	ignoredProbes(t, errOutage, resilience.StateOpen)
	lateIgnored(t)
	hasNoSay(t, "panics with an error for which isFailure returns false", func() error { panic(errBadOrder) })
	hasNoSay(t, "returns an error on which isFailure panics", func() error { return errRiddle })
}

// hasNoSay has calls in a closed breaker that are failures, although isFailure does not say so.
func hasNoSay(t *testing.T, how string, fn func() error) {
	b := newBench(t, resilience.WithIsFailure(isFailure))
	for range maxFailures {
		b.run(fn, "fn "+how)
	}
	b.expectState(resilience.StateOpen, "This is a failure.", "maxFailures 3: fn "+how+", 3 times")
}

// everyOrderWithIgnored has every order of five calls that fail, succeed, or end with an ignored error, until it opens.
func everyOrderWithIgnored(t *testing.T) {
	endings := []struct {
		name string
		err  error
	}{{"fail", errOutage}, {"succeed", nil}, {"an ignored error", errBadOrder}}
	for order := range 3 * 3 * 3 * 3 * 3 {
		b := benchOf(t, 2, timeout, resilience.WithIsFailure(isFailure))
		var story []string
		for failures, rest := 0, order; len(story) < 5 && failures < 2; rest /= 3 {
			ending := endings[rest%3]
			story = append(story, ending.name)
			b.fail(1, ending.err)
			expected := resilience.StateClosed
			switch ending.err {
			case nil:
				failures = 0
			case errOutage:
				failures++
			}
			if failures == 2 {
				expected = resilience.StateOpen
			}
			message := fmt.Sprintf("An ignored error neither counts nor starts the count again: the count is %d.", failures)
			b.expectState(expected, message, "maxFailures 2: "+strings.Join(story, ", "))
		}
	}
}

// isAskedAboutErrorsOnly also wants isFailure to be asked about every error, an *OpenError included.
func isAskedAboutErrorsOnly(t *testing.T) {
	isAskedAboutNothingElse(t)
	strict := benchOf(t, 1, timeout, resilience.WithIsFailure(func(error) bool { return true }))
	for range 3 {
		strict.succeed()
	}
	strict.expectState(resilience.StateClosed, "A call that returns nil has succeeded.", "isFailure returns true; 3 calls return nil")
	for _, one := range someErrors {
		input := "maxFailures 1: fn returns " + one.name
		counts := benchOf(t, 1, timeout, resilience.WithIsFailure(func(err error) bool { return err == one.err }))
		counts.fail(1, one.err)
		counts.expectState(resilience.StateOpen, "isFailure returned true for this very error.", input)
		ignores := benchOf(t, 1, timeout, resilience.WithIsFailure(func(err error) bool { return err != one.err }))
		ignores.fail(1, one.err)
		ignores.expectState(resilience.StateClosed, "isFailure returned false for this very error.", input)
	}
}

// isAskedAboutNothingElse: calls succeed, fail and are rejected in every state, and isFailure writes down what it is asked
// about.
func isAskedAboutNothingElse(t *testing.T) {
	var asked []error
	b := newBench(t, resilience.WithIsFailure(func(err error) bool {
		asked = append(asked, err)
		return true
	}))
	var failed []error
	failAgain := func() {
		err := fmt.Errorf("failure %d", len(failed))
		failed = append(failed, err)
		b.fail(1, err)
	}
	b.succeed()
	for range maxFailures {
		failAgain()
	}
	b.beginAll(3)
	b.passTimeout()
	failAgain()
	b.passTimeout()
	probe := b.begin()
	b.beginAll(2)
	probe.ends(nil)
	input := "succeed, fail 3 times, 3 rejected calls, a probe fails, a probe succeeds while 2 calls are rejected"
	expectAllIn := func(those, errors []error, message, otherwise string) {
		for _, err := range errors {
			if !slices.Contains(those, err) {
				fail(t, message, input, "it is asked about the errors of the 4 calls that fail", fmt.Sprint(otherwise, err))
			}
		}
	}
	expectAllIn(failed, asked, "isFailure is asked about errors of fn, and about nothing else.", "it is also asked about ")
	expectAllIn(asked, failed, "isFailure is asked about every error of fn.", "it is not asked about ")
}

func ignoredProbes(t *testing.T, last error, expected resilience.State) {
	b := newBench(t, resilience.WithIsFailure(isFailure))
	b.becomeDue()
	for probe := 1; probe <= 20; probe++ {
		input := fmt.Sprintf("half-open: a probe returns an ignored error, number %d in a row", probe)
		b.run(func() error { return errBadOrder }, input).expectReturned(errBadOrder, input)
		b.expectState(resilience.StateHalfOpen, "An ignored error neither closes nor opens a half-open breaker.", input)
	}
	b.fail(1, last)
	b.expectState(expected, "The next probe decides.", fmt.Sprintf("20 probes return ignored errors, fn of the next one returns: %v", last))
}

func lateIgnored(t *testing.T) {
	b := newBench(t, resilience.WithIsFailure(isFailure))
	late := b.beginAll(3)
	b.trip()
	pass(t, timeout/2)
	late[0].ends(errBadOrder)
	pass(t, timeout/2)
	pass(t, timeout/20)
	probe := b.begin()
	open := "a slow call ends with an ignored error 30 s after the breaker opened; a call 33 s later"
	probe.expectRunning("An ignored error changes no time.", open)
	late[1].ends(errBadOrder)
	halfOpen := "half-open: the probe runs, a call from before ends with an ignored error, one more call"
	b.begin().expectRejected("A call from before gives back no slot: it never had one.", halfOpen)
	probe.ends(nil)
	late[2].ends(errBadOrder)
	b.expectState(resilience.StateClosed, "An ignored error opens nothing.", "a call from before the outage ends with one after it")
}

func slotComesBack(t *testing.T) {
	for _, end := range []struct {
		how   string
		fn    func() error
		state resilience.State
	}{
		{"returns an ignored error", func() error { return errBadOrder }, resilience.StateHalfOpen},
		{"returns an error", func() error { return errOutage }, resilience.StateOpen},
		{"panics", func() error { panic(errOutage) }, resilience.StateOpen},
		{"panics with an ignored error", func() error { panic(errBadOrder) }, resilience.StateOpen},
		{"ends its goroutine with runtime.Goexit", goexit, resilience.StateOpen},
		{"returns an error on which isFailure panics", func() error { return errRiddle }, resilience.StateOpen},
	} {
		probesEndSo(t, end.how, end.fn, end.state)
	}
	comesAndGoes(t, 1)
}

func probesEndSo(t *testing.T, how string, fn func() error, state resilience.State) {
	b := newBench(t, resilience.WithIsFailure(isFailure))
	b.becomeDue()
	meaning, then := "An ignored error leaves it half-open.", ""
	if state == resilience.StateOpen {
		meaning, then = "A probe that fails opens it.", "the timeout passes, "
	}
	for round := 1; round <= 3; round++ {
		input := fmt.Sprintf("half-open: fn of the probe %s, round %d", how, round)
		b.run(fn, input)
		b.expectState(state, meaning, input)
		if state == resilience.StateOpen {
			b.passTimeout()
		}
	}
	after := fmt.Sprintf("half-open: fn of the probe %s; %sone more call", how, then)
	next := b.begin()
	next.expectRunning("A probe gives its slot back, however it ends: the next call is a probe.", after)
	next.ends(nil)
	b.expectState(resilience.StateClosed, "A probe that succeeds closes the breaker.", after+" that succeeds")
}
