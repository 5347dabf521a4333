package resilience_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

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
		fail(c.t, message, input, "fn runs", c.String())
	}
}

// rejection is what the caller of a rejected call gets.
const rejection = "fn was not called; Execute returned an *OpenError, in which errors.Is finds ErrCircuitOpen"

func (c *call) expectRejected(message, input string) {
	c.t.Helper()
	if !c.isRejected() {
		fail(c.t, message, input, rejection, c.String())
	}
}

// expectReturned wants the very error that fn returned.
func (c *call) expectReturned(expected error, input string) {
	c.t.Helper()
	result := "nil"
	if expected != nil {
		result = fmt.Sprintf("%T: %v, the very same", expected, expected)
	}
	result = "fn was called once; Execute returned " + result
	if c.runs.Load() != 1 {
		fail(c.t, "Execute has to call fn exactly once.", input, result, c.String())
	}
	if !c.isDone() || !c.returned || c.err != expected {
		fail(c.t, "The caller has to get the very error that fn returned, or nil.", input, result, c.String())
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
	if len(those) != slots {
		const runs = "fn runs for %d of %d calls"
		fail(t, fmt.Sprintf("While half-open, as many calls may run at a time as there are slots: %d.", slots), input,
			fmt.Sprintf(runs, slots, len(calls)), fmt.Sprintf(runs, len(those), len(calls)))
	}
	for _, c := range calls {
		if !c.isRunning() {
			c.expectRejected("A call that finds no slot has to be rejected at once.", input)
		}
	}
	return those
}
