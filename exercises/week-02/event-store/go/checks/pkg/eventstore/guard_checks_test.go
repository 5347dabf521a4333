package eventstore_test

import (
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/eventstore"
)

// store is the learner's store, bare or guarded.
type store interface {
	eventstore.EventStore
	eventstore.EventLog
}

// guarded is a store whose calls cannot hang a check: a call that waits for what nobody will do fails it.
type guarded struct {
	t    *testing.T
	bare *eventstore.MemoryEventStore
}

func newStore(t *testing.T) store { return &guarded{t, eventstore.NewMemoryEventStore()} }

func (g *guarded) SaveEvents(streamID string, events []event, expected int) (err error) {
	finish(g.t, saveCall(streamID, events, expected), func() { err = g.bare.SaveEvents(streamID, events, expected) })
	return err
}

func (g *guarded) GetEvents(streamID string, fromVersion int) (events []event, err error) {
	call := fmt.Sprintf("GetEvents(%q, %d)", streamID, fromVersion)
	finish(g.t, call, func() { events, err = g.bare.GetEvents(streamID, fromVersion) })
	return events, err
}

func (g *guarded) ReadAll(afterPosition, limit int) (events []eventstore.RecordedEvent, err error) {
	call := fmt.Sprintf("ReadAll(%d, %d)", afterPosition, limit)
	finish(g.t, call, func() { events, err = g.bare.ReadAll(afterPosition, limit) })
	return events, err
}

// finish runs the call in a goroutine and waits for its end, or until all that runs in the store waits for one another. The
// time between two looks has no part in the verdict.
func finish(t *testing.T, input string, call func()) {
	t.Helper()
	cause := make(chan any, 1)
	go func() {
		defer func() { cause <- recover() }()
		call()
	}()
	for {
		select {
		case panicked := <-cause:
			if panicked != nil {
				checkkit.Fail(t, told{
					Message: "Your code panicked.", Input: input, Expected: "no panic", Actual: fmt.Sprint("panic: ", panicked),
				})
			}
			return
		case <-time.After(20 * time.Millisecond):
			if isStuck() {
				checkkit.Fail(t, told{
					Message:  "This call never returns: it waits for a lock or a channel, and nobody is left who could let it go on.",
					Input:    input,
					Expected: "the call returns",
					Actual:   "every goroutine in the store waits",
				})
			}
		}
	}
}

// waiting is the state of a goroutine that only another goroutine can wake. ("semacquire" is not among them: so the runtime
// itself waits, for example to begin a garbage collection.)
var waiting = regexp.MustCompile(`^goroutine \d+ .*\[(sync\.|chan |select)`)

// isStuck tells whether there are goroutines in the store, and each of them waits for another goroutine. The stacks are
// taken while the world is stopped, so it does not depend on luck.
func isStuck() bool {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	inStore := 0
	for _, stack := range strings.Split(string(stacks), "\n\n") {
		if !strings.Contains(stack, "pkg/eventstore.") {
			continue
		}
		if !waiting.MatchString(stack) {
			return false
		}
		inStore++
	}
	return inStore > 0
}
