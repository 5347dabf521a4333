package worker_test

import (
	"context"
	"fmt"
	"testing"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

const notOK = "The message was handled, but Process did not return OK."

func handlesOnce(t *testing.T) {
	for number := range 12 {
		b := newBench(t, nil)
		o := b.begin(succeeding)
		input := fmt.Sprintf("Handle returns nil at once (worker %d of twelve)", number+1)
		if o.isDone() && o.err != nil {
			checkkit.Failf(t, "Process returned an error, although Handle succeeds: %v.", o.err)
		}
		b.expectAttempts(o, 1, input)
		b.expectHandled(o, input)
		expectResult(t, o, worker.OK, notOK, input)
		b.expectLetters(0, "A message that succeeded became a dead letter.", input)
	}
	for _, one := range forms() {
		b := newBench(t, nil)
		o := b.again(context.Background(), one.message, succeeding)
		settle(t)
		input := "a message " + one.what
		b.expectAttempts(o, 1, input)
		b.expectHandled(o, input)
		expectResult(t, o, worker.OK, notOK, input)
	}
	takesTime(t)
	oneAfterAnother(t)
	contextIsPassedOn(t)
}

func (b *bench) expectHandled(o *order, input string) {
	b.t.Helper()
	expectMessage(b.t, b.attempts[0].message, o.message, "Handle was called with another message than Process", input)
}

func takesTime(t *testing.T) {
	b := newBench(t, attemptsAllowed(1))
	o := b.begin(taking(400*ms, succeeding))
	b.pass(399 * ms)
	input := "Handle takes 400ms and returns nil"
	expectPending(t, o, "Process ended before Handle had ended.", input+"; 399ms have passed")
	b.pass(ms)
	expectResult(t, o, worker.OK, notOK, input)
	b.expectLetters(0, "A message that succeeded became a dead letter.", input)
}

func oneAfterAnother(t *testing.T) {
	b := newBench(t, nil)
	for number := range 12 {
		o := b.begin(succeeding)
		input := fmt.Sprintf("message %d of twelve, one after another", number+1)
		b.expectAttempts(o, 1, input)
		expectResult(t, o, worker.OK, notOK, input)
	}
	if passed := b.now(); passed != 0 {
		checkkit.Failf(t, "Twelve messages that succeed at once took %v.", passed)
	}
}

func contextIsPassedOn(t *testing.T) {
	b := newBench(t, nil)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	o := b.start(ctx, b.waitFor(make(gate)))
	settle(t)
	b.expectAttempts(o, 1, "a message with a context of its own")
	given := b.lastContext()
	if given == nil || given.Err() != nil {
		checkkit.Failf(t, "Handle was not given a context that is not done, although that of Process is not.")
	}
	stop()
	settle(t)
	if given.Err() == nil {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The context of Handle has to be done when the context that Process was given is.",
			Input:    "Handle is at work; the context that Process was given is cancelled",
			Expected: "the context of Handle is done",
			Actual:   "it is not",
		})
	}
}
