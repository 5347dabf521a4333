package worker_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

// bubble runs a check under a virtual clock, and looks for a lock that is held when all calls have ended.
func bubble(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	checkkit.LeavableBubble(t, func(t *testing.T) {
		benches = nil
		defer releaseAll()
		body(t)
		releaseAll()
		pass(t, long) // Whoever still pauses is to find its way to the end: time stands still when this goroutine has ended.
	})
}
