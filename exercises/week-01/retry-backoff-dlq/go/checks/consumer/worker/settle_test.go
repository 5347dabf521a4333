package worker_test

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

// settle returns when every other goroutine waits for something. synctest.Wait does not count waiting for a mutex, in which
// one message may wait for another one: here it counts, so that it can be told instead of hanging.
func settle(t *testing.T) {
	t.Helper()
	for range 200_000 {
		runtime.Gosched()
		if others, areStarting := othersIn(stacks); allWait(others) && !areStarting {
			return
		}
	}
	checkkit.Failf(t, "A goroutine of your code never comes to rest: it spins instead of waiting.")
}

// pass lets time pass, for everything that waits for time. Time stands still while a goroutine waits for a mutex.
func pass(t *testing.T, duration time.Duration) {
	t.Helper()
	settle(t)
	expectNoLockWaiters(t)
	time.Sleep(duration)
	settle(t)
}

// expectNoLockWaiters fails when a goroutine waits for a lock although everything has come to rest.
func expectNoLockWaiters(t *testing.T) {
	t.Helper()
	settle(t)
	for _, header := range otherGoroutines() {
		if !strings.Contains(header, "(durable)") && !strings.Contains(header, "[sleep") {
			checkkit.Fail(t, checkkit.Told{
				Message:  "A goroutine waits for a lock that nobody releases.",
				Expected: "no lock is held while Handle or DeadLetter runs, in a pause, or after a call has ended",
				Actual:   header,
			})
		}
	}
}

// A goroutine in a state that begins so goes on only when another one lets it. States of which that is not certain, such
// as those of the garbage collector, do not count as waiting.
var waitingStates = []string{"chan ", "select", "sync.", "synctest."}

func allWait(headers []string) bool {
	for _, header := range headers {
		if !isWaiting(header) {
			return false
		}
	}
	return true
}

func isWaiting(header string) bool {
	_, state, _ := strings.Cut(header, "[")
	for _, waiting := range waitingStates {
		if strings.HasPrefix(state, waiting) {
			return true
		}
	}
	return strings.HasPrefix(state, "sleep") && strings.Contains(state, "synctest bubble")
}

var stacks = make([]byte, 4<<20)

// otherGoroutines returns the first line of each stack, such as "goroutine 7 [chan receive, synctest bubble 1]:", but for
// the caller's own; in a bubble, those of the same bubble. The world stands still while the stacks are taken.
func otherGoroutines() []string {
	others, _ := othersIn(stacks)
	return others
}

// othersIn also tells whether goroutines outside of the bubble are about to run: one that is new does not show its bubble
// until it has run.
func othersIn(buffer []byte) (others []string, areStarting bool) {
	all := buffer[:runtime.Stack(buffer, true)]
	var headers []string
	for stack := range bytes.SplitSeq(all, []byte("\n\n")) {
		header, _, _ := bytes.Cut(stack, []byte("\n"))
		headers = append(headers, string(header))
	}
	own, headers := headers[0], headers[1:]
	at := strings.Index(own, "synctest bubble ")
	if at < 0 {
		return headers, false
	}
	for _, header := range headers {
		if strings.HasSuffix(header, own[at:]) {
			others = append(others, header)
		} else {
			areStarting = areStarting || strings.Contains(header, "[runnable")
		}
	}
	return others, areStarting
}
