package worker_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"go-coffee/consumer/worker"
)

func pausesDouble(t *testing.T) {
	stepByStep(t)
	allFailAt(t, "three attempts", nil, 0, 0, 1_000, 3_000)
	allFailAt(t, "Handle takes 400ms", nil, 400, 0, 1_400, 3_800)
	allFailAt(t, "Base 250ms, five attempts", func(o *worker.Options) { o.Base, o.MaxAttempts = 250*ms, 5 }, 0, 0, 250, 750, 1_750, 3_750)
	allFailAt(t, "Base 0", func(o *worker.Options) { o.Base, o.MaxAttempts = 0, 4 }, 0, 0, 0, 0, 0)
	allFailAt(t, "Base 0, Handle takes 15ms", func(o *worker.Options) { o.Base = 0 }, 15, 0, 15, 30)
	allFailAt(t, "one attempt", attemptsAllowed(1), 0, 0)
	allFailAt(t, "14 attempts, Max 7s", func(o *worker.Options) { o.MaxAttempts, o.Max = 14, 7*time.Second }, 0,
		0, 1_000, 3_000, 7_000, 14_000, 21_000, 28_000, 35_000, 42_000, 49_000, 56_000, 63_000, 70_000, 77_000)
	doubled := make([]int, 16)
	for i := range doubled {
		doubled[i] = 1_000 * (1<<i - 1)
	}
	allFailAt(t, "16 attempts, Max 100000s", func(o *worker.Options) { o.MaxAttempts, o.Max = 16, 100_000*time.Second }, 0, doubled...)
	allFailAt(t, "Max 0", func(o *worker.Options) { o.Max = 0 }, 0, 0, 0, 0)
	succeedsLater(t)
	pausesBeginAgain(t)
	pausesOverlap(t)
	pauseAtOnce(t)
}

// stepByStep sees that nothing happens a millisecond too early.
func stepByStep(t *testing.T) {
	b := newBench(t, nil)
	o := b.begin(alwaysFailing)
	for _, step := range []struct {
		passes   time.Duration
		attempts []time.Duration
	}{
		{999 * ms, []time.Duration{0}},
		{ms, []time.Duration{0, time.Second}},
		{1_999 * ms, []time.Duration{0, time.Second}},
	} {
		b.pass(step.passes)
		input := fmt.Sprintf("Base 1s, MaxAttempts 3, all fail; %v have passed", b.now())
		b.expectTimes(o, step.attempts, input)
		expectPending(t, o, "Process returned before all attempts were made.", input)
		b.expectLetters(0, "A letter was written before all attempts were made.", input)
	}
}

// allFailAt wants the attempts at these milliseconds, and the end of it when the last one has failed.
func allFailAt(t *testing.T, what string, setting func(o *worker.Options), takes int, times ...int) {
	b := newBench(t, setting)
	p := plan(alwaysFailing)
	if takes > 0 {
		p = taking(time.Duration(takes)*ms, p)
	}
	o := b.begin(p)
	var expected []time.Duration
	for _, at := range times {
		expected = append(expected, time.Duration(at)*ms)
	}
	end := expected[len(expected)-1] + time.Duration(takes)*ms
	if end > 0 {
		b.pass(end)
	} else {
		b.pass(1) // A timer of nothing still needs the clock to move.
	}
	input := fmt.Sprintf("%s, all fail; %v have passed", what, end)
	b.expectTimes(o, expected, input)
	const message = "After the last failure nothing is left to wait for."
	b.expectLetters(1, message, input)
	expectResult(t, o, worker.DeadLettered, message, input)
}

func succeedsLater(t *testing.T) {
	b := newBench(t, attemptsAllowed(5))
	o := b.begin(failing(2, errDown))
	b.pass(3 * time.Second)
	input := "five attempts allowed, the third succeeds"
	b.expectTimes(o, []time.Duration{0, time.Second, 3 * time.Second}, input)
	expectResult(t, o, worker.OK, "After a success nothing is left to wait for.", input)
}

// pausesBeginAgain has three messages one after another: each begins with the first pause.
func pausesBeginAgain(t *testing.T) {
	b := newBench(t, nil)
	for number := range 3 {
		began := b.now()
		o := b.begin(alwaysFailing)
		b.pass(3 * time.Second)
		input := fmt.Sprintf("message %d of three that fail one after another, begun at %v", number+1, began)
		b.expectTimes(o, []time.Duration{began, began + time.Second, began + 3*time.Second}, input)
	}
}

// pauseAtOnce has 100 messages in the same instant: they pause side by side, whatever their keys. One that comes later has a
// shorter pause.
func pauseAtOnce(t *testing.T) {
	b := newBench(t, attemptsAllowed(4))
	orders := make([]*order, 100)
	for i := range orders {
		orders[i] = b.startWithKey([][]byte{[]byte("ana"), nil, []byte("ben"), {}}[i%4], alwaysFailing)
	}
	b.pass(3_100 * ms)
	input := "100 messages of four keys, all fail"
	for _, o := range orders {
		b.expectTimes(o, []time.Duration{0, time.Second, 3 * time.Second}, input+"; 3.1s have passed")
	}
	late := b.begin(failing(1, errDown))
	b.pass(time.Second)
	b.expectTimes(late, []time.Duration{3_100 * ms, 4_100 * ms}, input+"; while they pause for 4s, one comes that fails once")
}

// pausesOverlap has twelve messages, 70 ms apart: each has its own pauses.
func pausesOverlap(t *testing.T) {
	b := newBench(t, nil)
	orders := make([]*order, 12)
	for i := range orders {
		orders[i] = b.start(context.Background(), alwaysFailing)
		b.pass(70 * ms)
	}
	b.pass(3 * time.Second)
	for i, o := range orders {
		began := time.Duration(i) * 70 * ms
		input := "twelve messages, 70ms apart, all fail three times"
		b.expectTimes(o, []time.Duration{began, began + time.Second, began + 3*time.Second}, input)
	}
}
