package worker_test

import (
	"fmt"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

// bubble runs a check under a virtual clock, and looks for a lock that is held when all calls have ended. A worker may keep
// goroutines of its own: no rule forbids it, and nobody closes a worker.
func bubble(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	cameToEnd := false
	defer func() {
		cause := recover()
		if cause != nil && !(cameToEnd && isLeftBehind(cause)) {
			panic(cause)
		}
	}()
	checkkit.LeavableBubble(t, func(t *testing.T) {
		benches = nil
		defer releaseAll()
		body(t)
		releaseAll()
		pass(t, long) // Whoever still pauses is to find its way to the end: time stands still when this goroutine has ended.
		cameToEnd = true
	})
}

// isLeftBehind tells whether a bubble ended with goroutines that wait.
func isLeftBehind(cause any) bool {
	return strings.Contains(fmt.Sprint(cause), "main bubble goroutine has exited but blocked goroutines remain")
}
