package resilience_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

// comparison is a breaker and the model of the rules, which go through the same events.
type comparison struct {
	*bench
	model   model
	heard   changes
	events  []string
	running []passed
	started int
}

type passed struct {
	*call
	name       string
	generation int
}

func compare(t *testing.T, limits limits) *comparison {
	c := &comparison{model: model{limits: limits}}
	c.bench = benchOf(t, limits.maxFailures, limits.timeout,
		resilience.WithHalfOpenMaxCalls(limits.halfOpenMaxCalls),
		resilience.WithSuccessThreshold(limits.successThreshold),
		resilience.WithIsFailure(isFailure),
		resilience.WithOnStateChange(c.heard.listen))
	return c
}

func (c *comparison) call() {
	c.started++
	name := fmt.Sprint("call ", c.started)
	c.events = append(c.events, name)
	passes, generation, retryAfter := c.model.call()
	call := c.begin()
	if passes {
		c.running = append(c.running, passed{call, name, generation})
		c.equal(name, call.isRunning(), "fn runs", call)
	} else {
		as := fmt.Sprint("rejected with RetryAfter ", retryAfter)
		c.equal(name, call.isRejected() && call.openError().RetryAfter == retryAfter, as, call)
	}
	c.equalState()
}

func (c *comparison) end(which int, err error) {
	ended := c.running[which]
	c.running = append(c.running[:which], c.running[which+1:]...)
	c.events = append(c.events, fmt.Sprintf("%s ends: %v", ended.name, err))
	c.model.end(ended.generation, err)
	ended.ends(err)
	c.equalState()
}

func (c *comparison) pass(duration time.Duration) {
	c.events = append(c.events, fmt.Sprint(duration, " pass"))
	pass(c.t, duration)
	c.equalState()
}

func (c *comparison) equalState() {
	c.equal("the state", c.state() == c.model.state, nameOf(c.model.state), nameOf(c.state()))
	heard, expected := c.heard.heard(), c.model.changes
	c.equal("the last calls of the listener", slices.Equal(heard, expected), lastOf(expected), lastOf(heard))
}

func lastOf(changes []string) string {
	return fmt.Sprintf("%d in all; the last: %s", len(changes), lineOf(changes[max(0, len(changes)-3):]))
}

func (c *comparison) equal(what string, holds bool, expected string, actual any) {
	if holds {
		return // There are thousands of comparisons: what happened is put into words when it matters.
	}
	l := c.model.limits
	story := fmt.Sprintf("maxFailures %d, timeout %v, WithHalfOpenMaxCalls %d, WithSuccessThreshold %d: %s",
		l.maxFailures, l.timeout, l.halfOpenMaxCalls, l.successThreshold, strings.Join(c.events, "; "))
	fail(c.t, fmt.Sprintf("After these events the rules ask for something else: %s.", what), story, expected, fmt.Sprint(actual))
}

const longest = 900 * time.Millisecond

var (
	endings = []error{errOutage, errOutage, errOutage, nil, nil, nil, errBadOrder, errBadOrder}
	waits   = []time.Duration{405 * time.Millisecond, 495 * time.Millisecond, longest, longest}
)

func holdsInAnyOrder(t *testing.T) {
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 2026))
		c := compare(t, limits{1 + random.IntN(3), longest, 1 + random.IntN(3), 1 + random.IntN(3)})
		// The first orders are short, so that a finding shows few events.
		for range 8 + seed/4 {
			// While it is open, calls are only rejected: time is what makes a difference then.
			calls, ends := 10, 18
			if c.model.state == resilience.StateOpen {
				calls, ends = 4, 9
			}
			switch dice := random.IntN(20); {
			case dice < calls:
				c.call()
			case dice >= ends:
				c.pass(waits[random.IntN(len(waits))])
			case len(c.running) > 0:
				c.end(random.IntN(len(c.running)), endings[random.IntN(len(endings))])
			}
		}
		releaseAll()
	}
}
