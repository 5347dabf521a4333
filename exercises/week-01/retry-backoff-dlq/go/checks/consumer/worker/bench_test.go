package worker_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"go-coffee/consumer/worker"
)

const (
	ms = time.Millisecond
	// long is longer than all pauses of a message together.
	long = 10_000 * time.Second
)

var errDown = errors.New("the payment service is down")

// plan is what one attempt does. The first one has the number 1.
type plan func(ctx context.Context, attempt int) error

// attempt is one call of Handle.
type attempt struct {
	ctx     context.Context
	message worker.Message
	// wasDone tells whether the context was done before the call.
	wasDone bool
}

// bench is a worker in a bubble, and all that it does.
type bench struct {
	t     *testing.T
	w     *worker.Worker
	began time.Time
	// store is what storing a letter does.
	store func(ctx context.Context, letter worker.DeadLetter) error
	over  chan struct{}
	next  int64

	lock     sync.Mutex
	plans    map[int64]*planned
	attempts []attempt
	times    map[int64][]time.Duration // when the attempts of each message began, by its offset
	letters  []worker.DeadLetter
}

type planned struct {
	plan     plan
	attempts int
}

// benches are those of the present bubble.
var benches []*bench

// newBench has a worker of three attempts that pauses 1 s and 2 s, changed as the setting says.
func newBench(t *testing.T, setting func(o *worker.Options)) *bench {
	b := &bench{t: t, began: time.Now(), over: make(chan struct{}), plans: map[int64]*planned{}, times: map[int64][]time.Duration{}}
	b.store = func(context.Context, worker.DeadLetter) error { return nil }
	o := worker.Options{
		Backoff:     worker.Backoff{Base: time.Second, Max: 30 * time.Second},
		Handle:      b.handle,
		DeadLetter:  b.deadLetter,
		MaxAttempts: 3,
	}
	if setting != nil {
		setting(&o)
	}
	b.w = worker.New(o)
	benches = append(benches, b)
	return b
}

func attemptsAllowed(count int) func(o *worker.Options) {
	return func(o *worker.Options) { o.MaxAttempts = count }
}

// releaseAll lets all work of all benches end, whatever the check found: a goroutine left behind would hide the finding.
func releaseAll() {
	for _, b := range benches {
		if !b.isOver() {
			close(b.over)
		}
	}
}

func (b *bench) isOver() bool {
	select {
	case <-b.over:
		return true
	default:
		return false
	}
}

func (b *bench) now() time.Duration { return time.Since(b.began) }

func (b *bench) handle(ctx context.Context, m worker.Message) error {
	b.lock.Lock()
	b.attempts = append(b.attempts, attempt{ctx, m, ctx != nil && ctx.Err() != nil})
	b.times[m.Offset] = append(b.times[m.Offset], b.now())
	planned := b.plans[m.Offset]
	number := 0
	if planned != nil {
		planned.attempts++
		number = planned.attempts
	}
	b.lock.Unlock()
	if planned == nil || b.isOver() {
		return nil
	}
	if err := planned.plan(ctx, number); !b.isOver() {
		return err
	}
	return nil
}

func (b *bench) deadLetter(ctx context.Context, letter worker.DeadLetter) error {
	b.lock.Lock()
	b.letters = append(b.letters, letter)
	store := b.store
	b.lock.Unlock()
	return store(ctx, letter)
}

// lose has storing a letter end with err from now on.
func (b *bench) lose(err error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.store = func(context.Context, worker.DeadLetter) error { return err }
}

// order is one call of Process.
type order struct {
	message worker.Message // as it was before the call
	done    chan struct{}

	// Written before done is closed.
	result   worker.Result
	err      error
	panicked any
}

func (o *order) isDone() bool {
	select {
	case <-o.done:
		return true
	default:
		return false
	}
}

func (o *order) String() string {
	switch {
	case !o.isDone():
		return "Process has not returned"
	case o.panicked != nil:
		return fmt.Sprint("Process panicked: ", o.panicked)
	default:
		return fmt.Sprintf("Process returned %s and %s", nameOf(o.result), describe(o.err))
	}
}

// start hands a message of its own to the worker, and does not wait for anything.
func (b *bench) start(ctx context.Context, p plan) *order {
	b.next++
	return b.again(ctx, messageOf(b.next), p)
}

// startWithKey hands a message with this key to the worker.
func (b *bench) startWithKey(key []byte, p plan) *order {
	b.next++
	m := messageOf(b.next)
	m.Key = key
	return b.again(context.Background(), m, p)
}

// again hands a message to the worker that may have been there before.
func (b *bench) again(ctx context.Context, m worker.Message, p plan) *order {
	b.lock.Lock()
	b.plans[m.Offset] = &planned{plan: p}
	b.lock.Unlock()
	o := &order{message: copyOf(m), done: make(chan struct{})}
	go func() {
		defer close(o.done)
		defer func() { o.panicked = recover() }()
		o.result, o.err = b.w.Process(ctx, m)
	}()
	return o
}

// begin hands a message to the worker and lets it get as far as it can without time.
func (b *bench) begin(p plan) *order {
	b.t.Helper()
	o := b.start(context.Background(), p)
	settle(b.t)
	return o
}

// startAll hands messages to the worker in the same instant, and lets them get as far as they can.
func (b *bench) startAll(ctx context.Context, count int, p plan) []*order {
	b.t.Helper()
	orders := make([]*order, count)
	for i := range orders {
		orders[i] = b.start(ctx, p)
	}
	settle(b.t)
	return orders
}

// pass lets time pass.
func (b *bench) pass(duration time.Duration) {
	b.t.Helper()
	pass(b.t, duration)
}

// timesOf tells when the attempts of a message began, after the bench did.
func (b *bench) timesOf(o *order) []time.Duration {
	b.lock.Lock()
	defer b.lock.Unlock()
	return slices.Clone(b.times[o.message.Offset])
}

func (b *bench) attemptsOf(o *order) int { return len(b.timesOf(o)) }

func (b *bench) attemptCount() int {
	b.lock.Lock()
	defer b.lock.Unlock()
	return len(b.attempts)
}

// lastContext is the one that the latest call of Handle was given.
func (b *bench) lastContext() context.Context {
	b.lock.Lock()
	defer b.lock.Unlock()
	if len(b.attempts) == 0 {
		return nil
	}
	return b.attempts[len(b.attempts)-1].ctx
}

func (b *bench) lettersWritten() []worker.DeadLetter {
	b.lock.Lock()
	defer b.lock.Unlock()
	return append([]worker.DeadLetter(nil), b.letters...)
}

// copyOf shares nothing with the message.
func copyOf(m worker.Message) worker.Message {
	m.Key, m.Value, m.Headers = bytes.Clone(m.Key), bytes.Clone(m.Value), maps.Clone(m.Headers)
	return m
}

// form is a message of some form, and what is special about it.
type form struct {
	what    string
	message worker.Message
}

func forms() []form {
	headers := map[string]string{"Trace": "A", "trace": " a", "empty": ""}
	for i := range 12 {
		headers[fmt.Sprint("h", i)] = fmt.Sprint(i)
	}
	var all []form
	add := func(what string, change func(m *worker.Message)) {
		m := messageOf(1)
		change(&m)
		all = append(all, form{what, m})
	}
	add("without key", func(m *worker.Message) { m.Key = nil })
	add("with an empty key", func(m *worker.Message) { m.Key = []byte{} })
	add("with bytes in Value", func(m *worker.Message) { m.Value = []byte{0, 255, 10, 13} })
	add("with offset 0 and partition 0", func(m *worker.Message) { m.Offset, m.Partition = 0, 0 })
	add("with many headers", func(m *worker.Message) { m.Headers = headers })
	return all
}

// messageOf makes neighbours of other topics and partitions.
func messageOf(number int64) worker.Message {
	topic := "orders"
	if number%5 == 4 {
		topic = "refunds"
	}
	return worker.Message{
		Topic: topic, Partition: int(number % 12), Offset: number,
		Key:     fmt.Appendf(nil, "order-%d", number),
		Value:   fmt.Appendf(nil, `{"order":%d}`, number),
		Headers: map[string]string{"trace": fmt.Sprint("trace-", number)},
	}
}
