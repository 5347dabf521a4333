package resilience_test

import (
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

// noLockIsHeld is what is expected where a goroutine waits for a lock.
const noLockIsHeld = "no lock is held while fn or the listener runs, or after a call has ended"

// inBubble is a check under a virtual clock, which also looks for a lock that is held when all calls have ended.
func inBubble(check func(t *testing.T)) func(t *testing.T) {
	return func(t *testing.T) {
		checkkit.LeavableBubble(t, func(t *testing.T) {
			benches = nil
			defer releaseAll()
			checkkit.OnOneProcessor(func() { check(t) })
			releaseAll()
			checkkit.ExpectNoLockWaiters(t, noLockIsHeld)
		})
	}
}

func settle(t *testing.T) {
	t.Helper()
	checkkit.Settle(t)
}

func pass(t *testing.T, duration time.Duration) {
	t.Helper()
	checkkit.Pass(t, duration, noLockIsHeld)
}

func fail(t *testing.T, message, input, expected, actual string) {
	t.Helper()
	checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: expected, Actual: actual})
}

func expectEqual(t *testing.T, actual, expected any, message, input string) {
	t.Helper()
	checkkit.Equal(t, actual, expected, checkkit.Told{Message: message, Input: input})
}
