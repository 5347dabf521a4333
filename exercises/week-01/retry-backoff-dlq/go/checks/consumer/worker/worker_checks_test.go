package worker_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checks := checkkit.Checks{
		"handles-once":           handlesOnce,
		"tries-max-attempts":     triesMaxAttempts,
		"messages-overlap":       messagesOverlap,
		"caps-the-pause":         capsThePause,
		"pauses-double":          pausesDouble,
		"full-jitter":            fullJitter,
		"not-retryable":          notRetryable,
		"shutdown-in-a-pause":    shutdownInAPause,
		"shutdown-in-an-attempt": shutdownInAnAttempt,
		"letter-tells-all":       letterTellsAll,
		"failed-letter-rejects":  failedLetterRejects,
		"retry-budget":           retryBudget,
	}
	for id, check := range checks {
		if id == "caps-the-pause" || id == "retry-budget" {
			continue // The one needs no time, and a panic shows its place; the other has bubbles of its own.
		}
		checks[id] = func(t *testing.T) { bubble(t, check) }
	}
	checkkit.Run(t, checks)
}
