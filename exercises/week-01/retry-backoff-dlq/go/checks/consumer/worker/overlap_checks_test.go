package worker_test

import (
	"context"
	"fmt"
	"testing"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

func messagesOverlap(t *testing.T) {
	allBegin(t)
	for range 5 {
		eachHasItsOwn(t, 0)
		eachHasItsOwn(t, 40)
	}
	oneNeverEnds(t)
	nobodyWaitsForAPause(t)
}

func allBegin(t *testing.T) {
	b := newBench(t, nil)
	work := make(gate)
	orders := b.startAll(context.Background(), 300, b.waitFor(work))
	if begun := b.attemptCount(); begun != 300 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A message did not begin while other messages were being handled.",
			Input:    "300 messages at once; no Handle has returned",
			Expected: "Handle works on all of them",
			Actual:   fmt.Sprint("Handle works on ", begun),
		})
	}
	close(work)
	settle(t)
	for _, o := range orders {
		expectResult(t, o, worker.OK, "Its Handle has returned nil.", "300 messages at once; all succeed")
	}
}

// eachHasItsOwn has twelve messages at once, each with its own number of failures.
func eachHasItsOwn(t *testing.T, takesMs int) {
	b := newBench(t, nil)
	orders := make([]*order, 12)
	for i := range orders {
		p := failing(i*7%4, errDown)
		if takesMs > 0 {
			p = taking(40*ms, p)
		}
		orders[i] = b.start(context.Background(), p)
	}
	b.pass(long)
	for i, o := range orders {
		failures := i * 7 % 4
		input := fmt.Sprintf("twelve messages at once, MaxAttempts 3; 0 to 3 attempts of each fail, of this one %d", failures)
		b.expectAttempts(o, min(failures+1, 3), input)
		result := worker.OK
		if failures == 3 {
			result = worker.DeadLettered
		}
		expectResult(t, o, result, "Each message has its own result.", input)
	}
	b.expectLetters(3, "Each message that fails to the end becomes one letter.", "twelve messages at once; three of them fail three times")
}

func oneNeverEnds(t *testing.T) {
	b := newBench(t, nil)
	hung := b.begin(b.waitFor(make(gate)))
	input := "Handle never returns for one message; five others come after it, two of them with its key"
	orders := make([]*order, 5)
	for i := range orders {
		b.next++
		m := messageOf(b.next)
		if i < 2 {
			m.Key = hung.message.Key
		}
		orders[i] = b.again(context.Background(), m, failing(i%3, errDown))
	}
	b.pass(long)
	for _, o := range orders {
		expectResult(t, o, worker.OK, "It waits for a message that hangs.", input)
	}
	expectPending(t, hung, "Its Handle has not returned.", input)
	b.expectAttempts(hung, 1, input)
}

func nobodyWaitsForAPause(t *testing.T) {
	for _, key := range []string{"another key", "the same key"} {
		b := newBench(t, nil)
		pausing := b.begin(alwaysFailing)
		m := messageOf(100)
		if key == "the same key" {
			m.Key = pausing.message.Key
		}
		o := b.again(context.Background(), m, succeeding)
		settle(t)
		input := fmt.Sprintf("one message has failed and pauses; one with %s comes in that moment", key)
		expectResult(t, o, worker.OK, "A message waited for the pause of another one.", input)
	}
}
