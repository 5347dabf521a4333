package resilience_test

import (
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func shortConstructor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		input := "NewCircuitBreaker(3, time.Minute), without options"
		b := newBench(t)
		b.trip()
		pass(t, timeout-3*time.Second)
		b.begin().expectRejected("It has the timeout that it is given.", input+": a call 57 s after it opened")
		pass(t, 6*time.Second)
		probe := expectSlots(t, b.beginAll(3), 1, input+": 3 calls 63 s after it opened")[0]
		probe.ends(nil)
		b.expectState(resilience.StateClosed, "By default one success closes a half-open breaker.", input+": the probe succeeds")
		for _, one := range someErrors {
			every := benchOf(t, 1, timeout)
			every.fail(1, one.err)
			told := "NewCircuitBreaker(1, time.Minute), without options: fn returns " + one.name
			every.expectState(resilience.StateOpen, "By default every error is a failure.", told)
		}
	})
}
