package resilience_test

import (
	"bytes"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

// settle returns when every other goroutine waits for something. synctest.Wait does not count waiting for a mutex, and
// that is what a breaker must not make its callers do: here it counts, so that it can be told instead of hanging.
func settle(t *testing.T) {
	t.Helper()
	for range 200_000 {
		runtime.Gosched()
		if others, areBusy := othersIn(stacks); allWait(others) && !areBusy {
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
				Expected: "no lock is held while fn or the listener runs, or after a call has ended",
				Actual:   header,
			})
		}
	}
}

// A goroutine in a state that begins so goes on only when another one lets it. States of which that is not certain, such
// as those of the garbage collector, do not count as waiting.
var waitingStates = []string{"chan ", "select", "sync.", "synctest."}

// A goroutine that waits so outside of the bubble does not belong to it.
var foreignStates = []string{"syscall", "IO wait", "sleep", "finalizer wait", "cleanup wait"}

func allWait(headers []string) bool {
	for _, header := range headers {
		if !isWaiting(header) {
			return false
		}
	}
	return true
}

func isWaiting(header string) bool {
	return hasState(header, waitingStates) || hasState(header, []string{"sleep"}) && strings.Contains(header, "synctest bubble")
}

func hasState(header string, states []string) bool {
	_, state, _ := strings.Cut(header, "[")
	return slices.ContainsFunc(states, func(one string) bool { return strings.HasPrefix(state, one) })
}

var stacks = make([]byte, 4<<20)

// otherGoroutines returns the first line of each stack, such as "goroutine 7 [chan receive, synctest bubble 1]:", but for
// the caller's own; in a bubble, those of the same bubble. The world stands still while the stacks are taken.
func otherGoroutines() []string {
	others, _ := othersIn(stacks)
	return others
}

// othersIn also tells whether goroutines outside of the bubble are busy: one that starts a collection of garbage, on the way
// to anything that needs memory, belongs to no bubble meanwhile.
func othersIn(buffer []byte) (others []string, areBusy bool) {
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
			areBusy = areBusy || !isWaiting(header) && !hasState(header, foreignStates)
		}
	}
	return others, areBusy
}
