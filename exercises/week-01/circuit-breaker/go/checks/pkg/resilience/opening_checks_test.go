package resilience_test

import (
	"fmt"
	"strings"
	"testing"

	"go-coffee/pkg/resilience"
)

func passesResultsThrough(t *testing.T) {
	passesThrough(t, "nil", nil)
	for _, one := range someErrors {
		passesThrough(t, one.name, one.err)
	}
}

func passesThrough(t *testing.T, name string, err error) {
	input := "fn returns " + name
	newBench(t).run(func() error { return err }, input).expectReturned(err, input)
}

func opensAfterConsecutiveFailures(t *testing.T) {
	for limit := 1; limit <= 3; limit++ {
		everyOrder(t, limit)
	}
	oneAfterTheOther(t)
	alternating(t, 2)
	alternating(t, 12)
	veryMany(t)
	farApart(t)
	whateverTheError(t)
	eachForItself(t)
}

func (b *bench) expectCounted(limit, inARow int, input string) {
	b.t.Helper()
	if inARow >= limit {
		b.expectState(resilience.StateOpen, "The maxFailures-th failure in a row has to open it.", input)
		return
	}
	b.expectState(resilience.StateClosed, fmt.Sprintf("Only %d in a row have failed: it has to stay closed.", inARow), input)
}

// everyOrder of five calls that fail or succeed, until it opens.
func everyOrder(t *testing.T, limit int) {
	for order := range 1 << 5 {
		b := benchOf(t, limit, timeout)
		var story []string
		for bit, inARow := 0, 0; bit < 5 && inARow < limit; bit++ {
			if order&(1<<bit) != 0 {
				b.fail(1, fmt.Errorf("failure %d", bit))
				inARow++
				story = append(story, "fail")
			} else {
				b.succeed()
				inARow = 0
				story = append(story, "succeed")
			}
			b.expectCounted(limit, inARow, fmt.Sprintf("maxFailures %d: %s", limit, strings.Join(story, ", ")))
		}
	}
}

// oneAfterTheOther has one caller, which makes its next call as soon as it knows how the last one ended.
func oneAfterTheOther(t *testing.T) {
	for _, limit := range []int{1, 3, 12} {
		for range 10 {
			runs := 0
			b := benchOf(t, limit, timeout)
			for range limit + 1 {
				_ = b.cb.Execute(func() error {
					runs++
					return errOutage
				})
			}
			input := fmt.Sprintf("maxFailures %d: a caller makes %d calls that fail, and at once another one", limit, limit)
			expectEqual(t, runs, limit, "A failure has to be counted before its caller goes on.", input+"; number of calls of fn")
		}
	}
}

// alternating has as many failures as leave it closed, and a success, again and again. Then one failure more.
func alternating(t *testing.T, limit int) {
	b := benchOf(t, limit, timeout)
	for round := 1; round <= 12; round++ {
		b.fail(limit-1, errOutage)
		b.expectCounted(limit, limit-1, fmt.Sprintf("maxFailures %d: %d fail, one succeeds, %d times", limit, limit-1, round))
		b.succeed()
	}
	b.fail(limit, errOutage)
	b.expectCounted(limit, limit, fmt.Sprintf("maxFailures %d: one succeeds, %d fail", limit, limit))
}

func veryMany(t *testing.T) {
	const limit = 70_000
	b := benchOf(t, limit, timeout)
	for range limit - 1 {
		_ = b.cb.Execute(failing)
	}
	b.expectCounted(limit, limit-1, fmt.Sprintf("maxFailures %d: %d calls fail", limit, limit-1))
	_ = b.cb.Execute(failing)
	b.expectCounted(limit, limit, fmt.Sprintf("maxFailures %d: %d calls fail", limit, limit))
}

func farApart(t *testing.T) {
	b := newBench(t)
	for range 2 {
		b.fail(1, errOutage)
		pass(t, decade)
	}
	b.fail(1, errOutage)
	input := "maxFailures 3: three failures, ten years apart"
	b.expectState(resilience.StateOpen, "Failures never expire: no success came in between.", input)
}

func whateverTheError(t *testing.T) {
	for _, one := range someErrors {
		b := benchOf(t, 2, timeout)
		b.fail(2, one.err)
		input := fmt.Sprintf("maxFailures 2: fn returns %s, twice", one.name)
		b.expectState(resilience.StateOpen, "Whatever error fn returns, it is a failure.", input)
	}
}

func eachForItself(t *testing.T) {
	one, other := benchOf(t, 2, timeout), benchOf(t, 2, timeout)
	one.fail(1, errOutage)
	other.fail(1, errOutage)
	input := "maxFailures 2: two breakers, one failure in each"
	one.expectState(resilience.StateClosed, "Each breaker counts for itself.", input)
	other.expectState(resilience.StateClosed, "Each breaker counts for itself.", input)
	one.fail(1, errOutage)
	other.expectState(resilience.StateClosed, "Each breaker has a state of its own.", input+", one more in the first")
}
