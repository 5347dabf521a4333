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
	sameMessageAtOnce(t)
	for range 5 {
		eachHasItsOwn(t, 0)
		eachHasItsOwn(t, 40)
	}
	for _, key := range [][]byte{[]byte("ana"), nil, {}} {
		for _, where := range []string{"attempt 1", "attempt 2", "DeadLetter"} {
			oneNeverEnds(t, where, key)
		}
		nobodyWaitsForAPause(t, key)
	}
}

func allBegin(t *testing.T) {
	b := newBench(t, nil)
	work := make(gate)
	orders := make([]*order, 300)
	for i := range orders {
		key := fmt.Append(nil, i)
		if i%4 < 3 {
			key = [][]byte{[]byte("ana"), nil, {}}[i%4]
		}
		orders[i] = b.startWithKey(key, b.waitFor(work))
	}
	settle(t)
	if begun := b.attemptCount(); begun != 300 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A message did not begin while other messages were being handled.",
			Input:    "300 messages at once, most of them with the key of another one or none; no Handle has returned",
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

// sameMessageAtOnce hands the same message over five times, before the first call has returned.
func sameMessageAtOnce(t *testing.T) {
	b := newBench(t, nil)
	work := make(gate)
	orders := make([]*order, 5)
	for i := range orders {
		orders[i] = b.again(context.Background(), messageOf(7), b.waitFor(work))
	}
	settle(t)
	input := "Process is called five times with the same message; no Handle has returned"
	if begun := b.attemptCount(); begun != 5 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Each call of Process has to call Handle, also when the message is the same.",
			Input:    input,
			Expected: "Handle works on 5",
			Actual:   fmt.Sprint("Handle works on ", begun),
		})
	}
	close(work)
	settle(t)
	for _, o := range orders {
		expectResult(t, o, worker.OK, "Its Handle has returned nil.", input+"; then all succeed")
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

// oneNeverEnds has one message hang. Five others come after it, three of them with its key, and end as if it were not there.
func oneNeverEnds(t *testing.T, where string, key []byte) {
	b := newBench(t, nil)
	never := make(gate)
	hangsAt := map[string]int{"attempt 1": 1, "attempt 2": 2, "DeadLetter": 4}[where]
	failures := []int{0, 1, 2, 0, 1}
	if hangsAt > 3 {
		failures = []int{3, 0, 1, 2, 3}
		letters := 0
		b.store = func(context.Context, worker.DeadLetter) error {
			b.lock.Lock()
			letters++
			isFirst := letters == 1
			b.lock.Unlock()
			if isFirst {
				return b.wait(never)
			}
			return nil
		}
	}
	hung := b.startWithKey(key, func(_ context.Context, attempt int) error {
		if attempt == hangsAt {
			return b.wait(never)
		}
		return errDown
	})
	b.pass(long)
	orders, inputs := make([]*order, 5), make([]string, 5)
	for i := range orders {
		its, which := key, fmt.Sprintf("has its key, %#v", string(key))
		if i < 3 && key == nil {
			which = "has no key either"
		}
		if i >= 3 {
			its, which = fmt.Append(nil, "other-", i), "has another key"
		}
		orders[i] = b.startWithKey(its, failing(failures[i], errDown))
		inputs[i] = fmt.Sprintf("one message hangs in %s; five others come after it; this one %s, and %d of its attempts fail", where, which, failures[i])
	}
	settle(t)
	const message = "A message waits for another one, which hangs."
	for i, o := range orders {
		if b.attemptsOf(o) == 0 {
			checkkit.Fail(t, checkkit.Told{Message: message, Input: inputs[i], Expected: "Handle was called", Actual: "Handle was not called"})
		}
	}
	b.pass(long)
	for i, o := range orders {
		result := worker.OK
		if failures[i] == 3 {
			result = worker.DeadLettered
		}
		expectResult(t, o, result, message, inputs[i])
	}
	input := "a message hangs in " + where
	expectPending(t, hung, "The message still hangs.", input)
	b.expectAttempts(hung, min(hangsAt, 3), input)
}

func nobodyWaitsForAPause(t *testing.T, key []byte) {
	for _, which := range []string{"another key", "the same key"} {
		b := newBench(t, nil)
		b.startWithKey(key, alwaysFailing)
		settle(t)
		its := key
		if which == "another key" {
			its = []byte("another")
		}
		o := b.startWithKey(its, succeeding)
		settle(t)
		input := fmt.Sprintf("one message has failed and pauses; one with %s comes in that moment", which)
		expectResult(t, o, worker.OK, "A message waited for the pause of another one.", input)
	}
}
