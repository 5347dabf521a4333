package resilience_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/resilience"
)

func rejectsInvalidOptions(t *testing.T) {
	constructors := map[string]func(value int){
		"maxFailures": func(value int) { resilience.NewCircuitBreaker(value, timeout) },
		"timeout":     func(value int) { resilience.NewCircuitBreaker(maxFailures, time.Duration(value)) },
		"WithHalfOpenMaxCalls": func(value int) {
			resilience.NewCircuitBreaker(maxFailures, timeout, resilience.WithHalfOpenMaxCalls(value))
		},
		"WithSuccessThreshold": func(value int) {
			resilience.NewCircuitBreaker(maxFailures, timeout, resilience.WithSuccessThreshold(value))
		},
	}
	for _, name := range []string{"maxFailures", "timeout", "WithHalfOpenMaxCalls", "WithSuccessThreshold"} {
		for _, value := range []int{1, math.MaxInt32, 0, -1} {
			cause := panicOf(func() { constructors[name](value) })
			told := checkkit.Told{Input: fmt.Sprintf("%s %d", name, value)}
			switch {
			case value > 0 && cause != nil:
				told.Message, told.Actual = "Valid options have to be accepted.", fmt.Sprint("panic: ", cause)
				checkkit.Fail(t, told)
			case value <= 0 && cause == nil:
				told.Message = "NewCircuitBreaker has to refuse this: at the first outage it would be too late to find out."
				told.Expected, told.Actual = "a panic", "it returned a breaker"
				checkkit.Fail(t, told)
			}
		}
	}
}

func panicOf(call func()) (cause any) {
	defer func() { cause = recover() }()
	call()
	return nil
}

func nothingBetweenCalls(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var heard changes
		b := newBench(t, resilience.WithOnStateChange(heard.listen))
		b.trip()
		pass(t, 10*timeout)
		input := "3 failures, ten timeouts pass without a call, State is read"
		b.expectState(resilience.StateOpen, "Nobody called, so nothing has changed: the next call makes it half-open.", input)
		checkkit.Equal(t, heard.heard(), []string{"closed to open"}, checkkit.Told{
			Message: "Reading the state must not change it.",
			Input:   input,
		})
		b.succeed()
		b.expectState(resilience.StateClosed, "The next call is the probe.", input+", one call succeeds")
	})
}
