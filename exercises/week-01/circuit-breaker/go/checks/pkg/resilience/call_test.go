package resilience_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

// call is one Execute in a goroutine of its own.
type call struct {
	t    *testing.T
	runs atomic.Int32
	// end takes what fn is to return.
	end  chan error
	done chan struct{}

	// Written before done is closed.
	err      error
	panicked any
	returned bool
}

// start calls Execute with fn and does not wait for it.
func start(t *testing.T, cb *resilience.CircuitBreaker, fn func(c *call) error) *call {
	gate := make(chan struct{})
	defer close(gate)
	return startAt(t, gate, cb, fn)
}

// startAt calls Execute with fn when the gate opens.
func startAt(t *testing.T, gate <-chan struct{}, cb *resilience.CircuitBreaker, fn func(c *call) error) *call {
	c := &call{t: t, end: make(chan error, 1), done: make(chan struct{})}
	go func() {
		defer close(c.done)
		defer func() { c.panicked = recover() }()
		<-gate
		c.err = cb.Execute(func() error {
			c.runs.Add(1)
			return fn(c)
		})
		c.returned = true
	}()
	return c
}

// untilTold is an fn that ends when the check says so.
func untilTold(c *call) error { return <-c.end }

// ends lets fn return err, and waits for what comes of it.
func (c *call) ends(err error) {
	c.t.Helper()
	c.end <- err
	settle(c.t)
	c.isDone()
}

// isDone also orders what the call did before what the check does next, for the race detector. So does isRunning.
func (c *call) isDone() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

func (c *call) isRunning() bool { return !c.isDone() && c.runs.Load() > 0 }

// openError is what the breaker told a call that it rejected.
func (c *call) openError() *resilience.OpenError {
	var open *resilience.OpenError
	if !c.isDone() || c.runs.Load() > 0 || !errors.As(c.err, &open) {
		return nil
	}
	return open
}

func (c *call) isRejected() bool {
	return c.openError() != nil && errors.Is(c.err, resilience.ErrCircuitOpen)
}

func (c *call) String() string {
	ran := "fn was not called"
	if runs := c.runs.Load(); runs == 1 {
		ran = "fn was called once"
	} else if runs > 1 {
		ran = fmt.Sprintf("fn was called %d times", runs)
	}
	switch {
	case !c.isDone():
		return ran + "; the caller still waits"
	case c.returned && c.err == nil:
		return ran + "; Execute returned nil"
	case c.returned:
		return fmt.Sprintf("%s; Execute returned %T: %v", ran, c.err, c.err)
	case c.panicked != nil:
		return fmt.Sprintf("%s; it panicked with %v", ran, c.panicked)
	default:
		return ran + "; its goroutine ended"
	}
}

func (c *call) expectRunning(message, input string) {
	c.t.Helper()
	if !c.isRunning() {
		checkkit.Fail(c.t, checkkit.Told{Message: message, Input: input, Expected: "fn runs", Actual: c.String()})
	}
}

func (c *call) expectRejected(message, input string) {
	c.t.Helper()
	if !c.isRejected() {
		checkkit.Fail(c.t, checkkit.Told{
			Message:  message,
			Input:    input,
			Expected: "fn was not called; Execute returned an *OpenError, in which errors.Is finds ErrCircuitOpen",
			Actual:   c.String(),
		})
	}
}

// expectReturned wants the very error that fn returned.
func (c *call) expectReturned(expected error, input string) {
	c.t.Helper()
	if runs := c.runs.Load(); runs != 1 || !c.isDone() || !c.returned || c.err != expected {
		told := checkkit.Told{
			Message:  "The caller has to get the very error that fn returned, or nil.",
			Input:    input,
			Expected: "fn was called once; Execute returned nil",
			Actual:   c.String(),
		}
		if expected != nil {
			told.Expected = fmt.Sprintf("fn was called once; Execute returned %T: %v, the very same", expected, expected)
		}
		if runs != 1 {
			told.Message = "Execute has to call fn exactly once."
		}
		checkkit.Fail(c.t, told)
	}
}

// expectAllRejected shows the first of these calls that was not.
func expectAllRejected(calls []*call, message, input string) {
	for _, c := range calls {
		c.expectRejected(message, input)
	}
}

// running are those of the calls whose fn runs.
func running(calls []*call) []*call {
	var those []*call
	for _, c := range calls {
		if c.isRunning() {
			those = append(those, c)
		}
	}
	return those
}

// expectSlots fails unless that many of the calls run and all others were rejected at once. It returns those that run.
func expectSlots(t *testing.T, calls []*call, slots int, input string) []*call {
	t.Helper()
	those := running(calls)
	message := fmt.Sprintf("While half-open, %d calls may run at a time.", slots)
	if slots == 1 {
		message = "While half-open, one call may run at a time."
	}
	if len(those) != slots {
		checkkit.Fail(t, checkkit.Told{
			Message:  message,
			Input:    input,
			Expected: fmt.Sprintf("fn runs for %d of %d calls", slots, len(calls)),
			Actual:   fmt.Sprintf("fn runs for %d of %d calls", len(those), len(calls)),
		})
	}
	for _, c := range calls {
		if !c.isRunning() {
			c.expectRejected("A call that finds no slot has to be rejected at once.", input)
		}
	}
	return those
}
