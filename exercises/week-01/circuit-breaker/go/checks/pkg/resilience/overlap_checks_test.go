package resilience_test

import (
	"fmt"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func callsOverlap(t *testing.T) {
	b := newBench(t)
	calls := b.beginAll(5)
	checkkit.Equal(t, count(calls, (*call).isRunning), 5, checkkit.Told{
		Message: "Calls through a closed breaker have to run side by side. One at a time, five calls of 50 ms take 250 ms.",
		Input:   "5 calls at once, none of which has ended yet",
	})
	for i := len(calls) - 1; i >= 0; i-- {
		own := fmt.Errorf("error of call %d", i)
		calls[i].ends(own)
		if !calls[i].isDone() || calls[i].err != own {
			checkkit.Fail(t, checkkit.Told{
				Message:  "Each caller gets the result of its own fn, as soon as that returns.",
				Input:    "5 overlapping calls",
				Expected: fmt.Sprintf("Execute returned %v", own),
				Actual:   calls[i].String(),
			})
		}
	}

	hanging := benchOf(t, resilience.NewCircuitBreaker(maxFailures, time.Hour))
	hung := hanging.begin()
	hanging.trip()
	refused := hanging.begin()
	refused.expectRejected("A call that hangs must not keep others from failing fast.", "one call hangs, 3 fail, one more call")
	hung.expectRunning("The breaker does not end a call that hangs: that is the job of a timeout inside fn.", "one call hangs, 3 fail")
}

func nestedCalls(t *testing.T) {
	b := newBench(t)
	inner := func() error { return b.cb.Execute(func() error { return errOutage }) }
	input := "closed: fn makes a call through the same breaker and returns its error"
	if c := b.run(inner, input); c.err != errOutage {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A call inside a call passes like any other.",
			Input:    input,
			Expected: "Execute returned the error of the inner fn",
			Actual:   c.String(),
		})
	}

	due := newInstantBench(t)
	due.becomeDue()
	input = "half-open: the probe makes a call through the same breaker and waits for its answer"
	var nested *call
	due.run(func() error {
		nested = start(t, due.cb, func(*call) error { return nil })
		<-nested.done
		return nil
	}, input)
	nested.expectRejected("A call made inside the probe finds the slot taken and is rejected at once.", input)
}
