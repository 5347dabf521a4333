package server_test

import (
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checks := checkkit.Checks{
		"live-answers-alone":   liveAnswersAlone,
		"reports-every-check":  reportsEveryCheck,
		"runs-in-parallel":     runsInParallel,
		"fails-by-scope":       failsByScope,
		"times-out":            timesOut,
		"survives-any-failure": survivesAnyFailure,
		"drains":               drains,
		"aborts-and-forgets":   abortsAndForgets,
		"one-run-for-all":      oneRunForAll,
		"keeps-secrets":        keepsSecrets,
	}
	for id, check := range checks {
		checks[id] = func(t *testing.T) {
			if id != "aborts-and-forgets" {
				defer forgiveLeftovers()
			}
			bubble(t, check)
		}
	}
	checkkit.Run(t, checks)
}

// bubble runs a check under a virtual clock, step by step and so on one processor. At its end all checks return.
func bubble(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	checkkit.OnOneProcessor(func() {
		checkkit.LeavableBubble(t, func(t *testing.T) {
			over = make(chan struct{})
			defer checkkit.Settle(t)
			defer close(over)
			body(t)
		})
	})
}

// over is closed when the check is. Whatever still hangs in a dependency then returns.
var over chan struct{}

// forgiveLeftovers lets goroutines be that a solution has left behind. One check alone judges them.
func forgiveLeftovers() {
	if cause := recover(); cause != nil {
		if text, isText := cause.(string); isText && strings.Contains(text, "blocked goroutines remain") {
			return
		}
		if err, isError := cause.(error); isError && strings.Contains(err.Error(), "blocked goroutines remain") {
			return
		}
		panic(cause)
	}
}
