// Package worker handles messages, retries failures, and parks what it gives up.
package worker

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// Message is a message on a topic.
type Message struct {
	Topic     string
	Partition int
	Offset    int64
	Key       []byte // nil: no key
	Value     []byte
	Headers   map[string]string
}

// Backoff says how long to wait after a failed attempt.
type Backoff struct {
	// Base is the pause after the first failed attempt. From 0.
	Base time.Duration
	// Max: no pause is longer. From 0.
	Max time.Duration
	// Jitter draws each pause from the whole length (full jitter).
	Jitter bool
	// Rand returns numbers in [0, 1). nil: math/rand/v2.
	Rand func() float64
}

// RetryBudget limits the retries of all messages of one worker together (stage 2).
type RetryBudget struct {
	// Percent is how many retries there are for each hundred messages. From 0 to 100.
	Percent int
	// MinRetries are allowed however few messages there are. From 0.
	MinRetries int
	// Window is how long messages and retries count. Above 0.
	Window time.Duration
}

// DeadLetter is a message that the worker gave up, and why.
type DeadLetter struct {
	// Message is what Process received, with every field.
	Message Message
	// Err is what the last attempt returned: the very error.
	Err error
	// Attempts is how often Handle was called for it.
	Attempts int
	// FirstFailure is when the first attempt failed.
	FirstFailure time.Time
	// LastFailure is when the last attempt failed.
	LastFailure time.Time
}

// Options say what a worker does, and how often.
type Options struct {
	Backoff
	// Handle does the work. It should return soon after its context is done. It does not change the message.
	Handle func(ctx context.Context, m Message) error
	// DeadLetter stores the letter. It may fail.
	DeadLetter func(ctx context.Context, d DeadLetter) error
	// MaxAttempts is how often Handle is called for one message, the first call included. From 1.
	MaxAttempts int
	// IsRetryable tells whether another attempt can succeed. nil: every error is retryable.
	IsRetryable func(err error) bool
	// RetryBudget is nil when there is no limit.
	RetryBudget *RetryBudget
}

// Result is what became of a message.
type Result int

const (
	OK           Result = 1
	DeadLettered Result = 2
)

// BackoffFor is the pause after failed attempt number attempt (1, 2, 3, …).
func BackoffFor(attempt int, b Backoff) time.Duration {
	pause := min(b.Base, b.Max)
	for doubled := 1; doubled < attempt && pause < b.Max; doubled++ {
		if pause > b.Max/2 {
			pause = b.Max // Twice as long may be more than a Duration holds.
		} else {
			pause *= 2
		}
	}
	if !b.Jitter {
		return pause
	}
	random := b.Rand
	if random == nil {
		random = rand.Float64
	}
	return time.Duration(random() * float64(pause))
}

// Worker handles messages. Many goroutines may call it at once.
type Worker struct {
	options Options
	budget  budget
}

// New makes a worker. The options are valid.
func New(o Options) *Worker {
	return &Worker{options: o, budget: budget{limits: o.RetryBudget}}
}

// Process returns OK or DeadLettered when the message is dealt with, so that its offset may be committed. It returns 0 and an
// error when the message has to come again.
func (w *Worker) Process(ctx context.Context, m Message) (Result, error) {
	if ctx.Err() != nil {
		return 0, context.Cause(ctx)
	}
	w.budget.countMessage()
	letter := DeadLetter{Message: m}
	for {
		err := w.options.Handle(ctx, m)
		if err == nil {
			return OK, nil
		}
		if ctx.Err() != nil {
			return 0, context.Cause(ctx)
		}
		letter.fail(err)
		if !w.mayRetry(letter) {
			return w.park(ctx, letter)
		}
		if err := pause(ctx, BackoffFor(letter.Attempts, w.options.Backoff)); err != nil {
			return 0, err
		}
	}
}

// fail notes that one more attempt has failed just now.
func (d *DeadLetter) fail(err error) {
	d.Err, d.LastFailure = err, time.Now()
	if d.Attempts == 0 {
		d.FirstFailure = d.LastFailure
	}
	d.Attempts++
}

// mayRetry takes a retry from the budget if there is to be one.
func (w *Worker) mayRetry(failed DeadLetter) bool {
	if failed.Attempts >= w.options.MaxAttempts {
		return false
	}
	if w.options.IsRetryable != nil && !w.options.IsRetryable(failed.Err) {
		return false
	}
	return w.budget.take()
}

func (w *Worker) park(ctx context.Context, letter DeadLetter) (Result, error) {
	if err := w.options.DeadLetter(context.WithoutCancel(ctx), letter); err != nil {
		return 0, err
	}
	return DeadLettered, nil
}

// pause waits, or returns the cause as soon as the context is done.
func pause(ctx context.Context, duration time.Duration) error {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// budget is how many retries all messages of a worker may have together.
type budget struct {
	limits *RetryBudget // nil: no limit

	lock sync.Mutex
	// When each message had its first attempt, and when each retry was granted. Oldest first.
	messages, retries []time.Time
}

func (b *budget) countMessage() {
	if b.limits == nil {
		return
	}
	b.lock.Lock()
	defer b.lock.Unlock()
	b.messages = append(b.inWindow(b.messages), time.Now())
}

// take grants a retry and counts it, under one lock: nobody else looks in between.
func (b *budget) take() bool {
	if b.limits == nil {
		return true
	}
	b.lock.Lock()
	defer b.lock.Unlock()
	b.messages, b.retries = b.inWindow(b.messages), b.inWindow(b.retries)
	if len(b.retries) >= max(b.limits.MinRetries, len(b.messages)*b.limits.Percent/100) {
		return false
	}
	b.retries = append(b.retries, time.Now())
	return true
}

// inWindow leaves out what is too old. The caller holds the lock.
func (b *budget) inWindow(times []time.Time) []time.Time {
	for len(times) > 0 && time.Since(times[0]) >= b.limits.Window {
		times = times[1:]
	}
	return times
}
