// Package worker handles messages, retries failures, and parks what it gives up.
package worker

import (
	"context"
	"errors"
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
	panic("not written yet: BackoffFor doubles the pause up to Max (rule 4)")
}

// Worker handles messages. Many goroutines may call it at once.
type Worker struct{}

// New makes a worker. The options are valid.
func New(o Options) *Worker {
	return &Worker{}
}

// Process returns OK or DeadLettered when the message is dealt with, so that its offset may be committed. It returns 0 and an
// error when the message has to come again.
func (w *Worker) Process(ctx context.Context, m Message) (Result, error) {
	// Begin with Handle alone: the first check has a message that succeeds.
	return 0, errors.New("not written yet: Process calls Handle and returns OK (rule 1)")
}
