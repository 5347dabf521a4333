package resilience_test

import (
	"errors"
	"runtime"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

var (
	errBadOrder = errors.New("400: no drink was ordered")
	errRiddle   = errors.New("an answer that nobody expected")
)

func isFailure(err error) bool {
	if err == errRiddle {
		panic("isFailure is broken")
	}
	return err != errBadOrder
}

func throwingCallCounts(t *testing.T) {
	b := newBench(t)
	for range maxFailures {
		c := b.run(func() error { panic(errOutage) }, "fn panics")
		if c.panicked != errOutage {
			checkkit.Fail(t, checkkit.Told{
				Message:  "A panic of fn has to go on to the caller of Execute: swallowed, it hides a bug.",
				Input:    "fn panics",
				Expected: "fn was called once; it panicked with the same value",
				Actual:   c.String(),
			})
		}
	}
	b.expectState(resilience.StateOpen, "A call that panics is a failure like any other.", "maxFailures 3: fn panics, 3 times")
}

func ignoredErrors(t *testing.T) {
	bubble(t, func(t *testing.T) {
		b := newBench(t, resilience.WithIsFailure(isFailure))
		if c := b.run(func() error { return errBadOrder }, "an ignored error"); c.err != errBadOrder {
			checkkit.Fail(t, checkkit.Told{
				Message:  "Ignored by the breaker, but not by its caller: the error has to be passed on.",
				Input:    "fn returns an error for which isFailure says false",
				Expected: "Execute returned that error",
				Actual:   c.String(),
			})
		}
		b.fail(10, errBadOrder)
		many := "maxFailures 3: 11 errors for which isFailure says false"
		b.expectState(resilience.StateClosed, "One broken client would shut everybody out: ignored errors must not count.", many)

		b.fail(2, errOutage)
		b.fail(1, errBadOrder)
		b.fail(1, errOutage)
		between := "maxFailures 3: fail, fail, an ignored error, fail"
		b.expectState(resilience.StateOpen, "An ignored error is no success either: it must not start the count again.", between)

		pass(t, timeout)
		b.fail(1, errBadOrder)
		probe := "the probe ends with an ignored error"
		b.expectState(resilience.StateHalfOpen, "An ignored error neither closes nor opens a half-open breaker.", probe)
		b.succeed()
		b.expectState(resilience.StateClosed, "The next probe decides.", probe+", the next one succeeds")
	})
}

func slotComesBack(t *testing.T) {
	ends := []struct {
		how   string
		fn    func() error
		state resilience.State
	}{
		{"returns an ignored error", func() error { return errBadOrder }, resilience.StateHalfOpen},
		{"panics", func() error { panic(errOutage) }, resilience.StateOpen},
		{"ends its goroutine with runtime.Goexit", func() error { runtime.Goexit(); return nil }, resilience.StateOpen},
		{"returns an error on which isFailure panics", func() error { return errRiddle }, resilience.StateOpen},
	}
	for _, end := range ends {
		b := newInstantBench(t, resilience.WithIsFailure(isFailure))
		b.becomeDue()
		input := "half-open: the probe " + end.how
		b.run(end.fn, input)
		b.expectState(end.state, "This is not what the end of the probe means.", input)
		b.passTimeout()
		gone := "The slot of the probe never came back: nobody gets in until the process is restarted."
		b.begin().expectRunning(gone, input+", the timeout passes, one more call")
	}
}
