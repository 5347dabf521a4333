package worker_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"go-coffee/consumer/worker"
)

// someErrors are what Handle may fail with. Nothing of them is for the worker to look at.
var someErrors = []error{
	errDown,
	io.EOF,
	context.Canceled,
	context.DeadlineExceeded,
	fmt.Errorf("paying order-1: %w", context.Canceled),
	errors.Join(errDown, io.EOF),
	(*statusError)(nil),
	errors.New(""),
	&statusError{503},
	several{"connection refused", "connection reset"},
}

// several is an error that == panics for.
type several []string

func (s several) Error() string { return fmt.Sprint(len(s), " errors") }

type statusError struct{ status int }

func (s *statusError) Error() string {
	if s == nil {
		return "a typed nil"
	}
	return fmt.Sprint("status ", s.status)
}

func triesMaxAttempts(t *testing.T) {
	for _, maxAttempts := range []int{1, 2, 3, 7, 15, 150} {
		allFail(t, maxAttempts, errDown)
		for success := 1; success <= maxAttempts; success++ {
			if success <= 2 || success >= maxAttempts-1 && success <= 15 {
				succeedsAt(t, success, maxAttempts)
			}
		}
	}
	for _, err := range someErrors {
		allFail(t, 3, err)
		allFail(t, 1, err)
	}
	countsAnew(t)
	letterIsAwaited(t)
}

func allFail(t *testing.T, maxAttempts int, err error) {
	b := newBench(t, attemptsAllowed(maxAttempts))
	o := b.begin(failing(maxAttempts+5, err))
	b.pass(long)
	input := fmt.Sprintf("MaxAttempts %d; Handle returns %s each time", maxAttempts, describe(err))
	b.expectAttempts(o, maxAttempts, input)
	b.expectLetters(1, "After the last failure DeadLetter has to be called once.", input)
	expectResult(t, o, worker.DeadLettered, "The letter was stored, but Process did not return DeadLettered.", input)
}

func succeedsAt(t *testing.T, success, maxAttempts int) {
	b := newBench(t, attemptsAllowed(maxAttempts))
	o := b.begin(failing(success-1, errDown))
	b.pass(long)
	input := fmt.Sprintf("MaxAttempts %d; attempt %d succeeds", maxAttempts, success)
	b.expectAttempts(o, success, input)
	b.expectLetters(0, "A message that succeeded became a dead letter.", input)
	expectResult(t, o, worker.OK, "A message that succeeded has to end with OK.", input)
}

// countsAnew has the same message come again and again: each call of Process has all its attempts.
func countsAnew(t *testing.T) {
	b := newBench(t, nil)
	o := b.begin(alwaysFailing)
	b.pass(long)
	for round, failures := range []int{3, 2, 3, 0, 3} {
		before := b.attemptCount()
		o = b.again(context.Background(), o.message, failing(failures, errDown))
		b.pass(long)
		input := fmt.Sprintf("MaxAttempts 3; call %d of Process with the same message, %d attempts fail; earlier calls made %d attempts",
			round+2, failures, before)
		b.expectAttempts(o, before+min(failures+1, 3), input)
		result := worker.OK
		if failures == 3 {
			result = worker.DeadLettered
		}
		expectResult(t, o, result, "Every call of Process counts from 0.", input)
	}
}

func letterIsAwaited(t *testing.T) {
	b := newBench(t, nil)
	stored := make(gate)
	b.store = func(context.Context, worker.DeadLetter) error { return b.wait(stored) }
	o := b.begin(alwaysFailing)
	b.pass(long)
	input := "all attempts fail; DeadLetter has not returned"
	expectPending(t, o, "Process returned before DeadLetter did: the offset would be committed.", input)
	b.expectLetters(1, "While DeadLetter worked, it was called again.", input)
	stored <- nil
	b.pass(long)
	input = "all attempts fail; DeadLetter returns nil later"
	expectResult(t, o, worker.DeadLettered, "DeadLetter returned nil.", input)
	b.expectAttempts(o, 3, input)
}
