package worker_test

import (
	"fmt"
	"runtime"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

// bubble runs a check under a virtual clock. A goroutine that waits for a lock forever keeps a bubble from ending: once such
// a check has failed, it ends without its bubble.
func bubble(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	ended, failed := make(chan any, 1), make(chan struct{})
	go func() {
		defer func() { ended <- recover() }()
		checkkit.Bubble(t, func(t *testing.T) {
			defer func() {
				if t.Failed() {
					close(failed)
				}
			}()
			guarded(t, body)
		})
	}()
	select {
	case cause := <-ended:
		if cause != nil {
			panic(cause)
		}
	case <-failed:
		buffer := make([]byte, 1<<20) // The bubble may still use the other one.
		for others, _ := othersIn(buffer); !allWait(others) && len(ended) == 0; others, _ = othersIn(buffer) {
			runtime.Gosched()
		}
	}
	if t.Failed() {
		t.FailNow()
	}
}

// guarded makes a finding of a panic of the code under check, and of a lock that is held when all calls have ended.
func guarded(t *testing.T, body func(t *testing.T)) {
	defer func() {
		if cause := recover(); cause != nil {
			checkkit.Fail(t, checkkit.Told{
				Message:  "Your code panicked.",
				Expected: "no panic",
				Actual:   fmt.Sprint("panic: ", cause),
			})
		}
	}()
	benches = nil
	defer releaseAll()
	body(t)
	releaseAll()
	pass(t, long) // Whoever still pauses is to find its way to the end: time stands still when this goroutine has ended.
}
