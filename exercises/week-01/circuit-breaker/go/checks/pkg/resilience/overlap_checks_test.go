package resilience_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"go-coffee/pkg/resilience"
)

func callsOverlap(t *testing.T) {
	b := benchOf(t, 1_000, timeout)
	calls := b.beginAll(600)
	for _, c := range calls {
		c.expectRunning("Calls through a closed breaker have to run side by side.", "600 calls at once, none of which has ended yet")
	}
	for i, c := range slices.Backward(calls[:5]) {
		own := fmt.Errorf("error of call %d", i+1)
		c.ends(own)
		c.expectReturned(own, fmt.Sprintf("600 overlapping calls; call %d fails with an error of its own", i+1))
	}
	releaseAll()
	everyOverlap(t)
	hangs(t)
}

func hangs(t *testing.T) {
	b := newBench(t)
	hung := b.begin()
	b.expectState(resilience.StateClosed, "While a call hangs, the state can be read.", "one call hangs")
	b.trip()
	refused := b.begin()
	refused.expectRejected("While a call hangs, others are rejected as usual.", "one call hangs, 3 fail, one more call")
	pass(t, decade)
	hung.expectRunning("The breaker never ends a call: that is the job of a timeout inside fn.", "one call hangs, 3 fail, ten years pass")
}

// everyOverlap lets calls begin in one order and end in another. The order in which they end counts.
func everyOverlap(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 2026))
	for range 30 {
		b := benchOf(t, 2, timeout)
		var left []*call
		var names []string
		for i := range 6 {
			left, names = append(left, b.begin()), append(names, fmt.Sprint("call ", i+1))
		}
		pass(t, 10*timeout)
		var story []string
		for inARow := 0; len(left) > 0 && inARow < 2; {
			next, fails := random.IntN(len(left)), random.IntN(2) == 0
			if fails {
				left[next].ends(errOutage)
				inARow++
				story = append(story, names[next]+" fails")
			} else {
				left[next].ends(nil)
				inARow = 0
				story = append(story, names[next]+" succeeds")
			}
			left, names = slices.Delete(left, next, next+1), slices.Delete(names, next, next+1)
			b.expectCounted(2, inARow, "maxFailures 2: 6 calls begin, 10 timeouts pass, then "+strings.Join(story, ", "))
		}
		releaseAll()
	}
}

func nestedCalls(t *testing.T) {
	for limit := 5; limit <= 6; limit++ {
		fiveDeep(t, limit)
	}
	veryDeep(t)
	for _, slots := range []int{1, 3} {
		insideProbes(t, slots)
	}
	changesAround(t)
}

// deep is a call in a call in a call, so many of them around fn.
func (b *bench) deep(depth int, fn func() error) error {
	if depth == 0 {
		return fn()
	}
	return b.cb.Execute(func() error { return b.deep(depth-1, fn) })
}

func fiveDeep(t *testing.T, limit int) {
	b := benchOf(t, limit, timeout)
	input := "closed: a call in a call, five deep; the innermost fn returns nil"
	b.run(func() error { return b.deep(4, func() error { return nil }) }, input).expectReturned(nil, input)

	input = fmt.Sprintf("maxFailures %d: a call in a call, five deep; the innermost fn fails, and each returns its error", limit)
	b.run(func() error { return b.deep(4, failing) }, input).expectReturned(errOutage, input)
	expected := resilience.StateClosed
	if limit == 5 {
		expected = resilience.StateOpen
	}
	b.expectState(expected, "These are five calls, and each of them has failed.", input)
}

func veryDeep(t *testing.T) {
	b := newBench(t)
	input := "closed: a call in a call, 1,100 deep; the innermost fn returns nil"
	b.run(func() error { return b.deep(1_099, func() error { return nil }) }, input).expectReturned(nil, input)
}

func insideProbes(t *testing.T, slots int) {
	b := newBench(t, resilience.WithHalfOpenMaxCalls(slots), resilience.WithSuccessThreshold(10))
	b.becomeDue()
	input := fmt.Sprintf("WithHalfOpenMaxCalls %d: the probe makes 4 calls, each inside the one before", slots)
	passed, rejected := 0, 0
	var inner func() error
	inner = func() error {
		passed++
		if passed > 4 {
			return nil
		}
		if err := b.cb.Execute(inner); err != nil {
			rejected++
		}
		return nil
	}
	b.run(inner, input)
	for what, counts := range map[string][2]int{"calls of fn": {passed, slots}, "rejected calls": {rejected, 1}} {
		expectEqual(t, counts[0], counts[1],
			"Inside a probe a call takes a slot like any other, and is rejected at once when none is free.", input+"; number of "+what)
	}
}

// changesAround opens the breaker by inner calls, so the outer one is late.
func changesAround(t *testing.T) {
	b := newBench(t)
	input := "maxFailures 3: fn makes three calls through the same breaker that fail, then returns nil"
	b.run(func() error {
		for range maxFailures {
			_ = b.cb.Execute(failing)
		}
		return nil
	}, input)
	b.expectState(resilience.StateOpen, "The calls inside count for themselves; the one around them ends too late to count.", input)
}
