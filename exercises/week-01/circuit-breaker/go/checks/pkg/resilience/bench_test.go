package resilience_test

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

const (
	maxFailures = 3
	timeout     = time.Minute
)

var errOutage = errors.New("the broker is down")

// bench is a breaker under check.
type bench struct {
	t     *testing.T
	cb    *resilience.CircuitBreaker
	calls []*call
	// instant: its timeout is over as soon as the clock has moved.
	instant bool
}

// newBench has a breaker that 3 failures open for a minute, in a bubble.
func newBench(t *testing.T, options ...resilience.Option) *bench {
	return benchOf(t, resilience.NewCircuitBreaker(maxFailures, timeout, options...))
}

// newInstantBench needs no bubble, so a check whose wrong solutions leave a lock taken forever can still end. It has one
// processor, where timers go off in order.
func newInstantBench(t *testing.T, options ...resilience.Option) *bench {
	processors := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(processors) })
	b := benchOf(t, resilience.NewCircuitBreaker(maxFailures, time.Nanosecond, options...))
	b.instant = true
	return b
}

// benchOf lets all calls end when the check does, whatever it found: a goroutine left behind would hide the finding.
func benchOf(t *testing.T, cb *resilience.CircuitBreaker) *bench {
	b := &bench{t: t, cb: cb}
	t.Cleanup(b.release)
	return b
}

// release lets the calls go one by one, so that they meet in no order of their own.
func (b *bench) release() {
	for _, c := range b.calls {
		if !c.isDone() && len(c.end) == 0 {
			c.ends(nil)
		}
	}
}

// begin starts one call and lets it get as far as it can.
func (b *bench) begin() *call {
	b.t.Helper()
	return b.beginAll(1)[0]
}

// beginAll starts calls in the same instant of the clock, none of which can end by itself. They arrive one after the other,
// so that the answer is the same on every machine.
func (b *bench) beginAll(count int) []*call {
	b.t.Helper()
	calls := make([]*call, count)
	for i := range calls {
		calls[i] = start(b.t, b.cb, untilTold)
		b.calls = append(b.calls, calls[i])
		settle(b.t)
		calls[i].isRunning()
	}
	return calls
}

// run makes a call that needs no further help to end.
func (b *bench) run(fn func() error, input string) *call {
	b.t.Helper()
	c := start(b.t, b.cb, func(*call) error { return fn() })
	settle(b.t)
	if !c.isDone() {
		checkkit.Fail(b.t, checkkit.Told{
			Message:  "Execute never returns, although fn has nothing to wait for.",
			Input:    input,
			Expected: "Execute returns",
			Actual:   c.String(),
		})
	}
	return c
}

// fail makes calls that return err, one after the other.
func (b *bench) fail(count int, err error) {
	b.t.Helper()
	for range count {
		b.run(func() error { return err }, "one call that fails")
	}
}

func (b *bench) succeed() {
	b.t.Helper()
	b.run(func() error { return nil }, "one call that succeeds")
}

// trip opens a closed breaker.
func (b *bench) trip() {
	b.t.Helper()
	b.fail(maxFailures, errOutage)
	b.expectState(resilience.StateOpen, "The breaker did not open.", "maxFailures 3: 3 calls in a row that fail")
}

// becomeDue opens a closed breaker and lets its timeout pass: the next call is a probe.
func (b *bench) becomeDue() {
	b.t.Helper()
	b.trip()
	b.passTimeout()
}

func (b *bench) passTimeout() {
	b.t.Helper()
	if !b.instant {
		pass(b.t, timeout)
		return
	}
	// Whatever timer the solution set goes off before this one.
	time.Sleep(time.Nanosecond)
	settle(b.t)
}

// state asks in a goroutine of its own, because a breaker that holds its lock during a call would keep us waiting.
func (b *bench) state() resilience.State {
	b.t.Helper()
	answer := make(chan resilience.State, 1)
	go func() { answer <- b.cb.State() }()
	settle(b.t)
	select {
	case state := <-answer:
		return state
	default:
		checkkit.Failf(b.t, "State does not return while a call is running: a dashboard would hang with the service.")
		return 0
	}
}

func (b *bench) expectState(expected resilience.State, message, input string) {
	b.t.Helper()
	if actual := b.state(); actual != expected {
		checkkit.Fail(b.t, checkkit.Told{
			Message:  fmt.Sprintf("%s Its state is %s.", message, nameOf(actual)),
			Input:    input,
			Expected: nameOf(expected),
			Actual:   nameOf(actual),
		})
	}
}

// onlyRunning is the one call of these that was let through.
func (b *bench) onlyRunning(calls []*call, message, input string) *call {
	b.t.Helper()
	checkkit.Equal(b.t, count(calls, (*call).isRunning), 1, checkkit.Told{Message: message, Input: input})
	return calls[slices.IndexFunc(calls, (*call).isRunning)]
}

func count(calls []*call, holds func(*call) bool) int {
	total := 0
	for _, c := range calls {
		if holds(c) {
			total++
		}
	}
	return total
}
