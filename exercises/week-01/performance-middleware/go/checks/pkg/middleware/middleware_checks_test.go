package middleware_test

import (
	"runtime"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checkkit.Run(t, checkkit.Checks{
		"passes-through":        inBubble(passesThrough),
		"records-status":        inBubble(recordsStatus),
		"records-duration":      inBubble(recordsDuration),
		"logs-slow":             inBubble(logsSlow),
		"failure-is-500":        inBubble(failureIs500),
		"abort-is-499":          inBubble(abortIs499),
		"measuring-never-harms": inBubble(measuringNeverHarms),
	})
}

// alone is how many goroutines there are while no request is at work.
var alone int

func inBubble(check func(t *testing.T)) func(t *testing.T) {
	return func(t *testing.T) {
		checkkit.LeavableBubble(t, func(t *testing.T) {
			alone = runtime.NumGoroutine()
			check(t)
		})
	}
}
