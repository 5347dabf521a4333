// Times are whole milliseconds of the wall clock. fn runs in a goroutine of its own, and what goes wrong in isFailure or in
// the listener stays here. A rejection is wrapped.

// Package resilience keeps one failing service from taking the others down with it.
package resilience

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// State is what the breaker does with the next call.
type State int

const (
	StateClosed State = iota
	StateOpen
	StateHalfOpen
)

// ErrCircuitOpen is what errors.Is finds in every rejection.
var ErrCircuitOpen = errors.New("circuit breaker is open")

// OpenError says that the breaker rejected the call: fn was not called. Find it with errors.As.
type OpenError struct {
	// RetryAfter is how long until the breaker lets a call through again.
	RetryAfter time.Duration
}

func (e *OpenError) Error() string {
	return fmt.Sprintf("%v, try again in %v", ErrCircuitOpen, e.RetryAfter)
}

func (e *OpenError) Unwrap() error { return ErrCircuitOpen }

// CircuitBreaker guards calls to one service: after consecutive failures it rejects calls for a while, then lets a probe
// decide. Many goroutines may use it at once.
type CircuitBreaker struct {
	maxFailures      int
	timeout          time.Duration
	halfOpenMaxCalls int
	successThreshold int
	isFailure        func(err error) bool
	onStateChange    func(from, to State)

	// mu guards what follows. It is never held while fn, isFailure or the listener runs.
	mu    sync.Mutex
	state State
	// generation grows with every state change. A result counts only in the generation in which its call was let through.
	generation int
	failures   int
	successes  int
	probes     int
	openedAt   int64 // in milliseconds
}

// Option changes a default of NewCircuitBreaker.
type Option func(*CircuitBreaker)

// WithHalfOpenMaxCalls sets how many calls may run at the same time while half-open. The default is 1.
func WithHalfOpenMaxCalls(calls int) Option {
	return func(cb *CircuitBreaker) { cb.halfOpenMaxCalls = calls }
}

// WithSuccessThreshold sets how many successes close a half-open breaker. The default is 1.
func WithSuccessThreshold(successes int) Option {
	return func(cb *CircuitBreaker) { cb.successThreshold = successes }
}

// WithIsFailure sets which errors count as failures of the guarded service. By default every error does.
func WithIsFailure(isFailure func(err error) bool) Option {
	return func(cb *CircuitBreaker) { cb.isFailure = isFailure }
}

// WithOnStateChange sets a function that is called on every state change.
func WithOnStateChange(listener func(from, to State)) Option {
	return func(cb *CircuitBreaker) { cb.onStateChange = listener }
}

// NewCircuitBreaker returns a closed breaker that opens after maxFailures consecutive failures and stays open for timeout.
// It panics when a count is below 1 or the timeout is not above 0.
func NewCircuitBreaker(maxFailures int, timeout time.Duration, options ...Option) *CircuitBreaker {
	cb := &CircuitBreaker{
		maxFailures:      maxFailures,
		timeout:          timeout,
		halfOpenMaxCalls: 1,
		successThreshold: 1,
		isFailure:        func(error) bool { return true },
		onStateChange:    func(State, State) {},
	}
	for _, option := range options {
		option(cb)
	}
	if cb.maxFailures < 1 || cb.halfOpenMaxCalls < 1 || cb.successThreshold < 1 || cb.timeout <= 0 {
		panic(fmt.Sprintf("circuit breaker: invalid options: maxFailures %d, timeout %v, half-open calls %d, successes %d",
			cb.maxFailures, cb.timeout, cb.halfOpenMaxCalls, cb.successThreshold))
	}
	return cb
}

// State returns the current state.
func (cb *CircuitBreaker) State() State {
	cb.mu.Lock()
	defer cb.mu.Unlock()
	return cb.state
}

type verdict int

const (
	ignored verdict = iota
	succeeded
	failed
)

// Execute calls fn and passes on how it ends, or returns an error that wraps an *OpenError without calling it.
func (cb *CircuitBreaker) Execute(fn func() error) error {
	generation, halfOpened, err := cb.admit()
	if err != nil {
		return err
	}
	if halfOpened {
		cb.announce(StateOpen, StateHalfOpen)
	}
	end := run(fn)
	cb.record(generation, cb.judge(end))
	switch {
	case end.cause != nil:
		panic(end.cause)
	case !end.returned:
		runtime.Goexit()
	}
	return end.err
}

// end is how a call of fn ended: by a return, a panic, or neither.
type end struct {
	err      error
	returned bool
	cause    any
}

func run(fn func() error) end {
	result := make(chan end, 1)
	go func() {
		var e end
		defer func() { result <- e }()
		defer func() { e.cause = recover() }()
		e.err = fn()
		e.returned = true
	}()
	return <-result
}

func (cb *CircuitBreaker) judge(e end) (v verdict) {
	if e.returned && e.err == nil {
		return succeeded
	}
	v = failed
	if e.returned {
		defer func() { _ = recover() }()
		if !cb.isFailure(e.err) {
			v = ignored
		}
	}
	return v
}

func (cb *CircuitBreaker) announce(from, to State) {
	defer func() { _ = recover() }()
	cb.onStateChange(from, to)
}

func rejection(wait time.Duration) error {
	return fmt.Errorf("orders: %w", &OpenError{RetryAfter: wait})
}

// admit lets a call through and tells in which generation, and whether the breaker became half-open by it.
func (cb *CircuitBreaker) admit() (generation int, halfOpened bool, err error) {
	cb.mu.Lock()
	defer cb.mu.Unlock()
	if cb.state == StateOpen {
		if wait := cb.timeout.Milliseconds() - (time.Now().UnixMilli() - cb.openedAt); wait > 0 {
			return 0, false, rejection(time.Duration(wait) * time.Millisecond)
		}
		cb.enter(StateHalfOpen)
		halfOpened = true
	}
	if cb.state == StateHalfOpen {
		if cb.probes >= cb.halfOpenMaxCalls {
			return 0, false, rejection(0)
		}
		cb.probes++
	}
	return cb.generation, halfOpened, nil
}

// record counts a result in the generation it belongs to and calls the listener, outside the lock, if the state changed.
func (cb *CircuitBreaker) record(generation int, verdict verdict) {
	cb.mu.Lock()
	from := cb.state
	if generation == cb.generation {
		cb.count(verdict)
	}
	to := cb.state
	cb.mu.Unlock()
	if from != to {
		cb.announce(from, to)
	}
}

// count needs the lock.
func (cb *CircuitBreaker) count(verdict verdict) {
	if cb.state == StateHalfOpen {
		cb.probes--
	}
	switch {
	case verdict == succeeded && cb.state == StateClosed:
		cb.failures = 0
	case verdict == succeeded:
		cb.successes++
		if cb.successes >= cb.successThreshold {
			cb.enter(StateClosed)
		}
	case verdict == failed:
		cb.failures++
		if cb.state == StateHalfOpen || cb.failures >= cb.maxFailures {
			cb.openedAt = time.Now().UnixMilli()
			cb.enter(StateOpen)
		}
	}
}

// enter starts a new generation. It needs the lock.
func (cb *CircuitBreaker) enter(state State) {
	cb.state = state
	cb.generation++
	cb.failures, cb.successes, cb.probes = 0, 0, 0
}
