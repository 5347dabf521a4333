// Package worker handles messages, retries failures, and parks what it gives up.
package worker

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
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
	if b.Base == 0 {
		return 0
	}
	pause := math.Min(float64(b.Base)*math.Pow(2, float64(attempt-1)), float64(b.Max))
	if !b.Jitter {
		return time.Duration(pause)
	}
	if b.Rand == nil {
		b.Rand = rand.Float64
	}
	return time.Duration(b.Rand() * pause).Round(time.Millisecond)
}

// Worker handles messages. Many goroutines may call it at once.
type Worker struct {
	Options
	lock sync.Mutex
	log  []entry
}

type entry struct {
	isRetry bool
	at      time.Time
}

// New makes a worker. The options are valid.
func New(o Options) *Worker {
	if o.IsRetryable == nil {
		o.IsRetryable = func(error) bool { return true }
	}
	if o.RetryBudget != nil {
		limits := *o.RetryBudget
		o.RetryBudget = &limits
	}
	return &Worker{Options: o}
}

// Process returns OK or DeadLettered when the message is dealt with, so that its offset may be committed. It returns 0 and an
// error when the message has to come again.
func (w *Worker) Process(ctx context.Context, m Message) (Result, error) {
	if err := context.Cause(ctx); err != nil {
		return 0, stopped(err)
	}
	w.lock.Lock()
	w.log = append(w.log, entry{false, time.Now()})
	w.lock.Unlock()
	return w.attempt(ctx, m, 1, time.Time{})
}

func stopped(cause error) error { return fmt.Errorf("told to stop: %w", cause) }

func (w *Worker) attempt(ctx context.Context, m Message, number int, first time.Time) (Result, error) {
	own, cancel := context.WithCancel(ctx)
	err := w.Handle(own, m)
	cancel()
	if err == nil {
		return OK, nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return 0, stopped(cause)
	}
	now := time.Now()
	if first.IsZero() {
		first = now
	}
	if !w.IsRetryable(err) || number == w.MaxAttempts || !w.grants() {
		copied := m
		copied.Key, copied.Value, copied.Headers = slices.Clone(m.Key), slices.Clone(m.Value), maps.Clone(m.Headers)
		if err := w.DeadLetter(context.WithoutCancel(ctx), DeadLetter{copied, err, number, first, now}); err != nil {
			return 0, fmt.Errorf("the letter was not stored: %w", err)
		}
		return DeadLettered, nil
	}
	if pause := BackoffFor(number, w.Backoff); pause > 0 {
		select {
		case <-ctx.Done():
			return 0, stopped(context.Cause(ctx))
		case <-time.After(pause):
		}
	}
	return w.attempt(ctx, m, number+1, first)
}

func (w *Worker) grants() bool {
	if w.RetryBudget == nil {
		return true
	}
	w.lock.Lock()
	defer w.lock.Unlock()
	now := time.Now()
	for len(w.log) > 0 && now.Sub(w.log[0].at) >= w.RetryBudget.Window {
		w.log = w.log[1:]
	}
	retries := 0
	for _, e := range w.log {
		if e.isRetry {
			retries++
		}
	}
	share := (len(w.log) - retries) * w.RetryBudget.Percent / 100
	if retries >= share && retries >= w.RetryBudget.MinRetries {
		return false
	}
	w.log = append(w.log, entry{true, now})
	return true
}
