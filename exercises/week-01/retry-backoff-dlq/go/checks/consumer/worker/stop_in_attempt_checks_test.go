package worker_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

var errClosed = errors.New("connection closed")

func shutdownInAnAttempt(t *testing.T) {
	for _, maxAttempts := range []int{3, 1} {
		for at := 1; at <= maxAttempts; at++ {
			for _, err := range []error{nil, errRollout, errClosed, errInvalid, context.Canceled, context.DeadlineExceeded} {
				cancelledDuring(t, at, maxAttempts, err)
			}
		}
	}
	deadlineDuring(t)
	onlyTheContextDecides(t)
	manyAtWork(t)
	for at := 1; at <= 2; at++ {
		for _, err := range []error{nil, errDown} {
			for _, stopped := range []int{2, 5} {
				eachHasItsContext(t, at, err, stopped)
			}
		}
	}
	for _, byDeadline := range []bool{false, true} {
		endsWhileStoring(t, byDeadline, nil)
		endsWhileStoring(t, byDeadline, errors.New("the broker of the dead letters is down"))
	}
}

// cancelledDuring cancels the context while attempt number at is at work, which then returns err.
func cancelledDuring(t *testing.T, at, maxAttempts int, err error) {
	b := newBench(t, func(o *worker.Options) { o.MaxAttempts, o.IsRetryable = maxAttempts, unlessInvalid })
	ctx, stop := context.WithCancelCause(context.Background())
	work := make(gate)
	o := b.start(ctx, func(_ context.Context, attempt int) error {
		if attempt < at {
			return errDown
		}
		return b.wait(work)
	})
	b.pass(5 * time.Second)
	input := fmt.Sprintf("MaxAttempts %d; the context is cancelled during attempt %d, which then returns %s", maxAttempts, at, describe(err))
	b.expectAttempts(o, at, fmt.Sprintf("attempt %d is at work", at))
	stop(errRollout)
	settle(t)
	if handles := b.lastContext(); handles == nil || handles.Err() == nil {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The context of Handle has to be done when the context that Process was given is.",
			Input:    input,
			Expected: "the context of Handle is done",
			Actual:   "it is not",
		})
	}
	b.pass(50 * ms)
	expectPending(t, o, "Process returned while Handle was still at work: two would brew one order.", input)
	work <- err
	settle(t)
	if err == nil {
		expectResult(t, o, worker.OK, "The work was done, and Process did not say so: it comes again.", input)
		return
	}
	b.expectLetters(0, notParked, input)
	expectReturned(t, o, errRollout, "Handle failed after the context was done: Process has to return 0 and the cause.", input)
	b.pass(long)
	b.expectAttempts(o, at, input+"; much later")
	b.expectLetters(0, notParked, input+"; much later")
}

// deadlineDuring ends the context by time while the last attempt is at work, which then fails.
func deadlineDuring(t *testing.T) {
	b := newBench(t, attemptsAllowed(1))
	ctx, stop := context.WithTimeoutCause(context.Background(), 500*ms, errRollout)
	defer stop()
	o := b.start(ctx, taking(800*ms, alwaysFailing))
	b.pass(800 * ms)
	input := "MaxAttempts 1; the deadline of the context is in the middle of the attempt, which then fails"
	b.expectLetters(0, notParked, input)
	expectReturned(t, o, errRollout, "Handle failed after the context was done: Process has to return 0 and the cause.", input)
}

// onlyTheContextDecides has errors that look like a shutdown, while nobody told the worker to stop.
func onlyTheContextDecides(t *testing.T) {
	for _, err := range []error{context.Canceled, context.DeadlineExceeded, fmt.Errorf("paying: %w", context.Canceled)} {
		b := newBench(t, nil)
		ctx, stop := context.WithCancel(context.Background())
		o := b.start(ctx, failing(3, err))
		b.pass(3 * time.Second)
		input := fmt.Sprintf("three attempts return %s; the context is not done", describe(err))
		b.expectTimes(o, []time.Duration{0, time.Second, 3 * time.Second}, input)
		b.expectLetters(1, "It is a failure like any other.", input)
		expectResult(t, o, worker.DeadLettered, "It is a failure like any other.", input)
		stop()
	}
}

// manyAtWork has twelve messages with one context. When it is cancelled, six of them are done soon after, and six fail.
func manyAtWork(t *testing.T) {
	b := newBench(t, nil)
	ctx, stop := context.WithCancelCause(context.Background())
	orders, works := make([]*order, 12), make([]gate, 12)
	for i := range orders {
		works[i] = make(gate)
		orders[i] = b.start(ctx, b.waitFor(works[i]))
	}
	settle(t)
	stop(errRollout)
	for i, work := range works {
		b.pass(10 * ms)
		if i%2 == 0 {
			work <- nil
		} else {
			work <- errClosed
		}
	}
	settle(t)
	input := "twelve messages are at work when their context is cancelled; every second one then fails"
	for i, o := range orders {
		if i%2 == 0 {
			expectResult(t, o, worker.OK, "The work was done.", input)
		} else {
			expectReturned(t, o, errRollout, "It was told to stop and has to be handed back.", input)
		}
	}
	b.expectLetters(0, notParked, input)
}

// eachHasItsContext has six messages in attempt number at. The context of one is cancelled, then each attempt returns err.
func eachHasItsContext(t *testing.T, at int, err error, stopped int) {
	b := newBench(t, nil)
	work := make(gate)
	orders, stops := make([]*order, 6), make([]context.CancelCauseFunc, 6)
	contexts := make([]context.Context, 6)
	for i := range orders {
		var own context.Context
		own, stops[i] = context.WithCancelCause(context.Background())
		orders[i] = b.start(own, func(ctx context.Context, attempt int) error {
			switch {
			case attempt < at:
				return errDown
			case attempt > at:
				return nil
			}
			b.lock.Lock()
			contexts[i] = ctx
			b.lock.Unlock()
			b.wait(work)
			return err
		})
	}
	b.pass(time.Second)
	stops[stopped](errRollout)
	settle(t)
	input := fmt.Sprintf("six messages in attempt %d, each with a context of its own; that of message %d is cancelled", at, stopped+1)
	for i, o := range orders {
		b.expectAttempts(o, at, input)
		b.lock.Lock()
		isDone := contexts[i] != nil && contexts[i].Err() != nil
		b.lock.Unlock()
		if isDone != (i == stopped) {
			checkkit.Fail(t, checkkit.Told{
				Message:  "The context of Handle has to be done with the context of its own message, and with no other.",
				Input:    fmt.Sprintf("%s; message %d", input, i+1),
				Expected: fmt.Sprint("done: ", i == stopped),
				Actual:   fmt.Sprint("done: ", isDone),
			})
		}
	}
	close(work)
	b.pass(10 * time.Second)
	for i, o := range orders {
		later := fmt.Sprintf("%s; then each attempt returns %s; message %d", input, describe(err), i+1)
		switch {
		case err == nil:
			expectResult(t, o, worker.OK, "The work was done.", later)
		case i == stopped:
			expectReturned(t, o, errRollout, "Its own context is done.", later)
		default:
			expectResult(t, o, worker.OK, "Its own context is not done, and its next attempt succeeds.", later)
		}
		stops[i](nil)
	}
}

// endsWhileStoring ends the context, by hand or by time, while DeadLetter is at work, which then returns err.
func endsWhileStoring(t *testing.T, byDeadline bool, err error) {
	b := newBench(t, nil)
	stored := make(gate)
	var storing context.Context
	b.store = func(ctx context.Context, _ worker.DeadLetter) error {
		b.lock.Lock()
		storing = ctx
		b.lock.Unlock()
		return b.wait(stored)
	}
	limit, how := time.Hour, "is cancelled"
	if byDeadline {
		limit, how = 3_500*ms, "comes to its deadline"
	}
	limited, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	ctx, stop := context.WithCancelCause(limited)
	defer stop(nil)
	o := b.start(ctx, alwaysFailing)
	b.pass(3 * time.Second)
	b.expectLetters(1, "After the last failure DeadLetter has to be called once.", "three attempts fail")
	if byDeadline {
		b.pass(time.Second)
	} else {
		stop(errRollout)
		settle(t)
	}
	input := fmt.Sprintf("the context %s while DeadLetter is at work, which then returns %s", how, describe(err))
	expectPending(t, o, "After DeadLetter was called, a shutdown changes nothing.", input)
	b.lock.Lock()
	isCut := storing == nil || storing.Err() != nil
	b.lock.Unlock()
	if isCut {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The shutdown cancels the call that stores the letter.",
			Input:    input,
			Expected: "the context of DeadLetter is not done",
			Actual:   "it is done",
		})
	}
	stored <- err
	settle(t)
	b.expectLetters(1, "DeadLetter was called again.", input)
	const message = "After DeadLetter was called, only what it returns decides what Process returns."
	if err == nil {
		expectResult(t, o, worker.DeadLettered, message, input)
	} else {
		expectReturned(t, o, err, message, input)
	}
}
