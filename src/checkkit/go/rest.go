package checkkit

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// LeavableBubble is Bubble for code that may leave a goroutine waiting for a lock forever, which keeps a bubble from ending:
// once such a check has failed, it ends without its bubble. A panic of the code under check becomes a finding.
func LeavableBubble(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	ended, failed := make(chan any, 1), make(chan struct{})
	go func() {
		defer func() { ended <- recover() }()
		Bubble(t, func(t *testing.T) {
			defer func() {
				if t.Failed() {
					close(failed)
				}
			}()
			defer failOnPanic(t)
			body(t)
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

func failOnPanic(t *testing.T) {
	if cause := recover(); cause != nil {
		Fail(t, Told{Message: "Your code panicked.", Expected: "no panic", Actual: fmt.Sprint("panic: ", cause)})
	}
}

// Settle returns when every other goroutine of the bubble waits for something. synctest.Wait does not count waiting for a
// mutex: here it counts, so that a lock that keeps others waiting can be told instead of hanging.
func Settle(t *testing.T) {
	t.Helper()
	for range 200_000 {
		runtime.Gosched()
		if others, areBusy := othersIn(stacks); allWait(others) && !areBusy {
			return
		}
	}
	Failf(t, "A goroutine of your code never comes to rest: it spins instead of waiting.")
}

// Pass lets time pass, for everything that waits for time. Time stands still while a goroutine waits for a mutex; `rule` says
// when none may, as in ExpectNoLockWaiters.
func Pass(t *testing.T, duration time.Duration, rule string) {
	t.Helper()
	ExpectNoLockWaiters(t, rule)
	time.Sleep(duration)
	Settle(t)
}

// ExpectNoLockWaiters fails when a goroutine waits for a lock although everything has come to rest. `rule` is what the
// learner is told to be expected.
func ExpectNoLockWaiters(t *testing.T, rule string) {
	t.Helper()
	Settle(t)
	for _, header := range OtherGoroutines() {
		if !strings.Contains(header, "(durable)") && !strings.Contains(header, "[sleep") {
			Fail(t, Told{
				Message:  "A goroutine waits for a lock that stays locked while everything else waits, too.",
				Expected: rule,
				Actual:   header,
			})
		}
	}
}

// A goroutine in a state that begins so goes on only when another one lets it. States of which that is not certain, such
// as those of the garbage collector, do not count as waiting.
var waitingStates = []string{"chan ", "select", "sync.", "synctest."}

// A goroutine that waits so outside the bubble does not belong to it.
var foreignStates = []string{"syscall", "IO wait", "sleep", "finalizer wait", "cleanup wait"}

func allWait(headers []string) bool {
	return !slices.ContainsFunc(headers, func(header string) bool { return !isWaiting(header) })
}

func isWaiting(header string) bool {
	return hasState(header, waitingStates) || hasState(header, []string{"sleep"}) && strings.Contains(header, "synctest bubble")
}

func hasState(header string, states []string) bool {
	_, state, _ := strings.Cut(header, "[")
	return slices.ContainsFunc(states, func(one string) bool { return strings.HasPrefix(state, one) })
}

var stacks = make([]byte, 4<<20)

// OtherGoroutines returns the first line of each stack, such as "goroutine 7 [chan receive, synctest bubble 1]:", but for
// the caller's own; in a bubble, those of the same bubble. The world stands still while the stacks are taken.
func OtherGoroutines() []string {
	others, _ := othersIn(stacks)
	return others
}

// othersIn also tells whether goroutines outside the bubble are busy: one that starts a collection of garbage, on the way
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
