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
	eachHasItsContext(t)
	cancelledWhileStoring(t, nil)
	cancelledWhileStoring(t, errors.New("the broker of the dead letters is down"))
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
		checkkit.Failf(t, "The context of Handle has to be done when the context that Process was given is.")
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

// eachHasItsContext has six messages at work; the context of the third is cancelled.
func eachHasItsContext(t *testing.T) {
	b := newBench(t, nil)
	work := make(gate)
	orders, stops := make([]*order, 6), make([]context.CancelFunc, 6)
	for i := range orders {
		var ctx context.Context
		ctx, stops[i] = context.WithCancel(context.Background())
		orders[i] = b.start(ctx, b.waitFor(work))
	}
	settle(t)
	stops[2]()
	settle(t)
	for i, o := range orders {
		b.expectAttempts(o, 1, "six messages at once")
		if isDone := b.contextOf(o).Err() != nil; isDone != (i == 2) {
			checkkit.Fail(t, checkkit.Told{
				Message:  "The context of Handle has to be done with the context of its own message, and with no other.",
				Input:    fmt.Sprintf("six messages at work, each with a context of its own; that of the third is cancelled; message %d", i+1),
				Expected: fmt.Sprint("done: ", i == 2),
				Actual:   fmt.Sprint("done: ", isDone),
			})
		}
	}
	close(work)
	settle(t)
	for i, o := range orders {
		expectResult(t, o, worker.OK, "The work was done.", "six messages at work; the context of the third is cancelled; all of them succeed")
		stops[i]()
	}
}

func cancelledWhileStoring(t *testing.T, err error) {
	b := newBench(t, nil)
	stored := make(gate)
	var storing context.Context
	b.store = func(ctx context.Context, _ worker.DeadLetter) error {
		b.lock.Lock()
		storing = ctx
		b.lock.Unlock()
		return b.wait(stored)
	}
	limited, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	ctx, stop := context.WithCancelCause(limited)
	o := b.start(ctx, alwaysFailing)
	b.pass(3 * time.Second)
	b.expectLetters(1, "After the last failure DeadLetter has to be called once.", "three attempts fail")
	stop(errRollout)
	settle(t)
	input := fmt.Sprintf("the context is cancelled while DeadLetter is at work, which then returns %s", describe(err))
	expectPending(t, o, "After DeadLetter was called, a shutdown changes nothing.", input)
	b.lock.Lock()
	isCut := storing == nil || storing.Err() != nil
	b.lock.Unlock()
	if isCut {
		checkkit.Failf(t, "The context of DeadLetter is done: the shutdown cancels the call that stores the letter.")
	}
	stored <- err
	settle(t)
	if err == nil {
		expectResult(t, o, worker.DeadLettered, "The letter was stored.", input)
	} else {
		expectReturned(t, o, err, "DeadLetter failed with an error of its own.", input)
	}
}
