// Package worker handles messages, retries failures, and parks what it gives up.
package worker

import (
	"context"
	"math/rand/v2"
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
	pause := b.Max
	if shift := attempt - 1; shift < 62 && b.Base <= b.Max>>shift {
		pause = b.Base << shift
	} else if b.Base == 0 {
		pause = 0
	}
	if b.Jitter && b.Rand != nil {
		return time.Duration(b.Rand() * float64(pause))
	}
	if b.Jitter {
		return time.Duration(rand.Int64N(int64(pause) + 1))
	}
	return pause
}

// Worker handles messages. Many goroutines may call it at once.
type Worker struct {
	options Options
	budget  chan *counts
}

// counts are how often something happened at each instant.
type counts struct{ messages, retries map[time.Time]int }

// New makes a worker. The options are valid.
func New(o Options) *Worker {
	w := &Worker{options: o, budget: make(chan *counts, 1)}
	w.budget <- &counts{map[time.Time]int{}, map[time.Time]int{}}
	return w
}

type job struct {
	*Worker
	ctx    context.Context
	letter DeadLetter
}

// Process returns OK or DeadLettered when the message is dealt with, so that its offset may be committed. It returns 0 and an
// error when the message has to come again.
func (w *Worker) Process(ctx context.Context, m Message) (Result, error) {
	j := &job{Worker: w, ctx: ctx, letter: DeadLetter{Message: m}}
	select {
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	default:
	}
	budget := <-w.budget
	budget.messages[time.Now()]++
	w.budget <- budget
	for {
		isOver, result, err := j.attempt()
		if isOver {
			return result, err
		}
		if err := j.pause(); err != nil {
			return 0, err
		}
	}
}

func (j *job) attempt() (isOver bool, result Result, err error) {
	j.letter.Attempts++
	j.letter.Err = j.options.Handle(j.ctx, j.letter.Message)
	j.letter.LastFailure = time.Now()
	switch {
	case j.letter.Err == nil:
		return true, OK, nil
	case j.ctx.Err() != nil:
		return true, 0, context.Cause(j.ctx)
	case j.letter.Attempts == 1:
		j.letter.FirstFailure = j.letter.LastFailure
	}
	if j.isToBeRetried() {
		return false, 0, nil
	}
	if err := j.options.DeadLetter(context.Background(), j.letter); err != nil {
		return true, 0, err
	}
	return true, DeadLettered, nil
}

func (j *job) isToBeRetried() bool {
	if j.letter.Attempts == j.options.MaxAttempts {
		return false
	}
	if ask := j.options.IsRetryable; ask != nil && !ask(j.letter.Err) {
		return false
	}
	limits := j.options.RetryBudget
	if limits == nil {
		return true
	}
	budget := <-j.budget
	defer func() { j.budget <- budget }()
	most := max(sum(budget.messages, limits.Window)*limits.Percent/100, limits.MinRetries)
	if sum(budget.retries, limits.Window) >= most {
		return false
	}
	budget.retries[time.Now()]++
	return true
}

func sum(counts map[time.Time]int, window time.Duration) int {
	total := 0
	for at, count := range counts {
		if time.Since(at) < window {
			total += count
		} else {
			delete(counts, at)
		}
	}
	return total
}

func (j *job) pause() error {
	over, cancel := context.WithTimeout(j.ctx, BackoffFor(j.letter.Attempts, j.options.Backoff))
	defer cancel()
	<-over.Done()
	return context.Cause(j.ctx)
}
