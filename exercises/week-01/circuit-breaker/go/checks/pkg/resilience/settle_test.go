package resilience_test

import (
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

// noLockIsHeld is what is expected where a goroutine waits for a lock.
const noLockIsHeld = "no lock is held while fn or the listener runs, or after a call has ended"

func settle(t *testing.T) {
	t.Helper()
	checkkit.Settle(t)
}

func pass(t *testing.T, duration time.Duration) {
	t.Helper()
	checkkit.Pass(t, duration, noLockIsHeld)
}
