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

var errRollout = errors.New("a new version is rolled out")

const (
	handBack  = "When the context is done, Process has to return 0 and context.Cause(ctx)."
	notParked = "A good message was dead-lettered during a shutdown."
)

func shutdownInAPause(t *testing.T) {
	for _, passed := range []int{0, 1, 500, 999, 1_000, 1_500, 2_999} {
		for _, cause := range []error{nil, errRollout} {
			cancelledAt(t, time.Duration(passed)*ms, cause)
		}
	}
	doneBefore(t, func(ctx context.Context) (context.Context, context.CancelFunc) {
		return context.WithTimeoutCause(ctx, 0, errRollout)
	})
	for _, cause := range []error{nil, errRollout} {
		doneBefore(t, func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, stop := context.WithCancelCause(ctx)
			stop(cause)
			return ctx, func() {}
		})
	}
	deadlineInAPause(t)
	manyWithOneContext(t)
	oneOfSix(t)
	comesAgain(t)
}

func cancelledAt(t *testing.T, passed time.Duration, cause error) {
	b := newBench(t, nil)
	ctx, stop := context.WithCancelCause(context.Background())
	o := b.start(ctx, alwaysFailing)
	settle(t)
	if passed > 0 {
		b.pass(passed)
	}
	stop(cause)
	settle(t)
	attempts, into := 1, passed
	if passed >= time.Second {
		attempts, into = 2, passed-time.Second
	}
	input := fmt.Sprintf("the context is cancelled %v into pause %d, cause %s; no time has passed since",
		into, attempts, describe(context.Cause(ctx)))
	b.expectStopped(o, context.Cause(ctx), attempts, input)
}

// expectStopped wants it to have returned, and nothing to happen later.
func (b *bench) expectStopped(o *order, cause error, attempts int, input string) {
	b.t.Helper()
	message := handBack
	if !o.isDone() {
		message = "The context is done, and Process has still not returned."
	}
	expectReturned(b.t, o, cause, message, input)
	b.pass(long)
	b.expectAttempts(o, attempts, input+"; much later")
	b.expectLetters(0, notParked, input+"; much later")
}

// doneBefore ends the context before Process is called, by hand or by time.
func doneBefore(t *testing.T, end func(context.Context) (context.Context, context.CancelFunc)) {
	b := newBench(t, nil)
	ctx, stop := end(context.Background())
	defer stop()
	o := b.start(ctx, succeeding)
	settle(t)
	input := fmt.Sprintf("the context is done before Process is called: %v, cause %s", ctx.Err(), describe(context.Cause(ctx)))
	b.expectStopped(o, context.Cause(ctx), 0, input)
}

// deadlineInAPause ends the context by time.
func deadlineInAPause(t *testing.T) {
	b := newBench(t, nil)
	ctx, stop := context.WithTimeoutCause(context.Background(), 1_500*ms, errRollout)
	defer stop()
	o := b.start(ctx, alwaysFailing)
	b.pass(1_500 * ms)
	b.expectStopped(o, errRollout, 2, "the deadline of the context is in the middle of the second pause")
}

func manyWithOneContext(t *testing.T) {
	b := newBench(t, nil)
	ctx, stop := context.WithCancelCause(context.Background())
	orders := b.startAll(ctx, 12, alwaysFailing)
	b.pass(1_200 * ms)
	stop(errRollout)
	settle(t)
	for _, o := range orders {
		b.expectStopped(o, errRollout, 2, "twelve messages with one context, which is cancelled in their second pause")
	}
}

func oneOfSix(t *testing.T) {
	b := newBench(t, nil)
	orders := make([]*order, 6)
	stops := make([]context.CancelCauseFunc, 6)
	for i := range orders {
		var ctx context.Context
		ctx, stops[i] = context.WithCancelCause(context.Background())
		orders[i] = b.start(ctx, failing(1, errDown))
	}
	b.pass(500 * ms)
	stops[2](errRollout)
	settle(t)
	input := "six messages pause, each with a context of its own; that of the third is cancelled"
	for i, o := range orders {
		if i == 2 {
			expectReturned(t, o, errRollout, handBack, input)
		} else {
			expectPending(t, o, "A message was stopped by the context of another one.", input)
		}
	}
	b.pass(long)
	for i, o := range orders {
		attempts := 2
		if i == 2 {
			attempts = 1
		}
		b.expectAttempts(o, attempts, input+"; much later")
		stops[i](nil)
	}
	next := b.begin(failing(1, errDown))
	b.pass(long)
	expectResult(t, next, worker.OK, "A message was stopped by the context of another one.",
		"one of six messages was stopped; then one comes whose context is not done")
}

// comesAgain restarts three times: each time the message comes again and is stopped in its pause.
func comesAgain(t *testing.T) {
	b := newBench(t, func(o *worker.Options) { o.MaxAttempts = 4 })
	m := messageOf(7)
	for round := range 3 {
		ctx, stop := context.WithCancelCause(context.Background())
		o := b.again(ctx, m, alwaysFailing)
		b.pass(1_500 * ms)
		stop(errRollout)
		settle(t)
		input := fmt.Sprintf("a message is stopped in its second pause, restart %d of three", round+1)
		expectReturned(t, o, errRollout, handBack, input)
		b.expectAttempts(o, 2*(round+1), input)
	}
	b.expectLetters(0, notParked, "three restarts")
	b.lock.Lock()
	defer b.lock.Unlock()
	for _, one := range b.attempts {
		if one.wasDone {
			checkkit.Failf(t, "A message came again with a new context, and Handle was given one that was done.")
		}
	}
}
