package resilience_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

const (
	maxFailures = 3
	timeout     = time.Minute
	decade      = 10 * 365 * 24 * time.Hour
)

var errOutage = errors.New("the broker is down")

// bench is a breaker under check. It lives in a bubble.
type bench struct {
	t           *testing.T
	cb          *resilience.CircuitBreaker
	maxFailures int
	timeout     time.Duration
	calls       []*call
}

// benches are those of the present bubble.
var benches []*bench

// newBench has a breaker that 3 failures open for a minute.
func newBench(t *testing.T, options ...resilience.Option) *bench {
	return benchOf(t, maxFailures, timeout, options...)
}

func benchOf(t *testing.T, maxFailures int, timeout time.Duration, options ...resilience.Option) *bench {
	b := &bench{
		t: t, maxFailures: maxFailures, timeout: timeout,
		cb: resilience.NewCircuitBreaker(maxFailures, timeout, options...),
	}
	benches = append(benches, b)
	return b
}

// releaseAll lets all calls of all benches end, whatever the check found: a goroutine left behind would hide the finding.
func releaseAll() {
	for _, b := range benches {
		for _, c := range b.calls {
			if len(c.end) == 0 {
				select {
				case c.end <- nil:
				default:
				}
			}
		}
		b.calls = nil
	}
}

// begin starts one call and lets it get as far as it can.
func (b *bench) begin() *call {
	b.t.Helper()
	return b.beginAll(1)[0]
}

// beginAll starts calls in the same instant, none of which can end by itself, and lets them get as far as they can.
func (b *bench) beginAll(count int) []*call {
	b.t.Helper()
	gate := make(chan struct{})
	calls := make([]*call, count)
	for i := range calls {
		calls[i] = startAt(b.t, gate, b.cb, untilTold)
	}
	b.calls = append(b.calls, calls...)
	start := func() {
		close(gate)
		settle(b.t)
	}
	if count == 1 {
		start()
	} else {
		checkkit.OnAllProcessors(start)
	}
	return calls
}

// run makes a call that needs no further help to end.
func (b *bench) run(fn func() error, input string) *call {
	b.t.Helper()
	c := start(b.t, b.cb, func(*call) error { return fn() })
	settle(b.t)
	if !c.isDone() {
		fail(b.t, "Execute never returns, although fn has nothing to wait for.", input, "Execute returns", c.String())
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

// trip opens a closed breaker, with more failures than it takes if need be: how many it takes is the concern of one check.
func (b *bench) trip() {
	b.t.Helper()
	patience := 2*b.maxFailures + 2
	for i := 0; i < patience && b.state() != resilience.StateOpen; i++ {
		b.fail(1, errOutage)
	}
	b.expectState(resilience.StateOpen, "Failures in a row have to open it.", fmt.Sprintf("%d calls in a row that fail", patience))
}

// becomeDue opens a closed breaker and lets its timeout pass: the next call is a probe.
func (b *bench) becomeDue() {
	b.t.Helper()
	b.trip()
	b.passTimeout()
}

// passTimeout waits a little longer than the timeout: its exact end is the concern of one check.
func (b *bench) passTimeout() {
	b.t.Helper()
	pass(b.t, b.timeout+3*time.Second)
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
		checkkit.Failf(b.t, "State does not return: it waits for a lock.")
		return 0
	}
}

func (b *bench) expectState(expected resilience.State, message, input string) {
	b.t.Helper()
	if actual := b.state(); actual != expected {
		fail(b.t, message, input, "state "+nameOf(expected), "state "+nameOf(actual))
	}
}
