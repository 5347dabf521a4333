// Package checkkit is what hidden checks in Go are written with. It reports the outcome of each check over a channel of
// its own, never over standard output, so that nothing a solution prints can be taken for a result.
package checkkit

import (
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Told is what a failed check tells the learner. Message is about the learner's code, never about the test; Input names
// the calls and values that lead there.
type Told struct {
	Message  string `json:"message"`
	Input    string `json:"input,omitempty"`
	Expected string `json:"expected,omitempty"`
	Actual   string `json:"actual,omitempty"`
}

// Checks maps the id of each check, as declared in exercise.yaml, to its function.
type Checks map[string]func(t *testing.T)

// Main is the body of TestMain in every package of checks.
func Main(m *testing.M) {
	openChannel()
	debug.SetMaxStack(64 << 20) // An endless recursion shall end at once, not after filling a gigabyte.
	send(event{Type: "started"})
	code := m.Run()
	send(event{Type: "ended"})
	os.Exit(code)
}

// Run tells which checks there are and runs each as a subtest named by its id. Call it from a test named TestChecks.
func Run(t *testing.T, checks Checks) {
	for _, id := range slices.Sorted(maps.Keys(checks)) {
		send(event{Type: "check-found", ID: id})
		t.Run(id, func(t *testing.T) { report(t, id, checks[id]) })
	}
}

// Bubble runs body under a virtual clock: time.Now, Sleep and timers are simulated and move on only when every goroutine
// of the bubble waits. A deadlock among them fails the check instead of hanging it.
func Bubble(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	showLife()
	synctest.Test(t, body)
}

// Fail fails the check and stops it. Call it from the goroutine of the check.
func Fail(t *testing.T, told Told) {
	t.Helper()
	note(told)
	t.FailNow()
}

// Failf is Fail with a formatted message and nothing else to show.
func Failf(t *testing.T, format string, arguments ...any) {
	t.Helper()
	Fail(t, Told{Message: fmt.Sprintf(format, arguments...)})
}

// Equal fails the check unless both values print alike with %+v and are of the same type.
func Equal(t *testing.T, actual, expected any, told Told) {
	t.Helper()
	told.Expected, told.Actual = fmt.Sprintf("%+v", expected), fmt.Sprintf("%+v", actual)
	if told.Expected != told.Actual || fmt.Sprintf("%T", expected) != fmt.Sprintf("%T", actual) {
		Fail(t, told)
	}
}

var (
	findingLock sync.Mutex
	finding     *Told
)

// note keeps the first finding of the running check: what came first is the cause of what follows.
func note(told Told) {
	findingLock.Lock()
	defer findingLock.Unlock()
	if finding == nil {
		finding = &told
	}
}

func takeFinding() *Told {
	findingLock.Lock()
	defer findingLock.Unlock()
	taken := finding
	finding = nil
	return taken
}

// report runs one check and sends its outcome. It runs deferred, so that FailNow and a panic are reported as well. A check
// that did not come to its end has failed, whatever ended it.
func report(t *testing.T, id string, body func(t *testing.T)) {
	send(event{Type: "check-started", ID: id})
	began := time.Now()
	cameToEnd := false
	defer func() {
		if cause := recover(); cause != nil {
			note(explainPanic(cause))
			t.Fail()
			reportEnd(t, id, began, learnerFrame(debug.Stack()))
			return
		}
		if !cameToEnd && !t.Failed() {
			note(Told{Message: "Your code ended the goroutine that called it.", Expected: "the call returns", Actual: "runtime.Goexit"})
			t.Fail()
		}
		reportEnd(t, id, began, nil)
	}()
	body(t)
	cameToEnd = true
}

func reportEnd(t *testing.T, id string, began time.Time, at *place) {
	ended := event{Type: "check-ended", ID: id, Status: "passed", DurationMs: time.Since(began).Milliseconds()}
	told := takeFinding()
	if t.Failed() {
		ended.Status = "failed"
	}
	if t.Failed() && told != nil {
		short := Told{shorten(told.Message), shorten(told.Input), shorten(told.Expected), shorten(told.Actual)}
		ended.Failure = &failure{Told: short, At: at}
	}
	send(ended)
}

// SolutionDir is the root folder of the module under check, for checks that read its source.
func SolutionDir() string {
	return solutionDir
}
