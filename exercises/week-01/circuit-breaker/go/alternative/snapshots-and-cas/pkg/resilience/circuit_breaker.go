// Nothing is ever locked: what the breaker remembers is an immutable snapshot behind an atomic pointer. A change is computed
// from the snapshot that was read and put in its place only when that is still the present one; otherwise it is computed
// again.

// Package resilience keeps one failing service from taking the others down with it.
package resilience

import (
	"errors"
	"fmt"
	"sync/atomic"
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

	current atomic.Pointer[snapshot]
}

// snapshot is everything the breaker remembers. Nobody writes to one that others can see.
type snapshot struct {
	state State
	// generation grows with every state change. A result counts only in the generation in which its call was let through.
	generation int
	failures   int
	successes  int
	probes     int
	openUntil  time.Time
}

func (s snapshot) entering(state State) snapshot {
	return snapshot{state: state, generation: s.generation + 1}
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
	switch {
	case cb.maxFailures < 1:
		panic("circuit breaker: maxFailures must be at least 1")
	case cb.timeout <= 0:
		panic("circuit breaker: the timeout must be above 0")
	case cb.halfOpenMaxCalls < 1 || cb.successThreshold < 1:
		panic("circuit breaker: the limits of half-open must be at least 1")
	}
	cb.current.Store(&snapshot{})
	return cb
}

// State returns the current state.
func (cb *CircuitBreaker) State() State {
	return cb.current.Load().state
}

type verdict int

const (
	ignored verdict = iota
	succeeded
	failed
)

// Execute calls fn and passes on how it ends, or returns an *OpenError without calling it.
func (cb *CircuitBreaker) Execute(fn func() error) error {
	before, after, err := cb.change(cb.arriving)
	if err != nil {
		return err
	}
	verdict := ignored
	defer func() {
		from, to, _ := cb.change(func(s snapshot) (snapshot, error) { return cb.ending(s, after.generation, verdict), nil })
		cb.announce(from, to)
	}()
	cb.announce(before, after)
	verdict = failed // what stands if fn panics or ends its goroutine
	err = fn()
	if err == nil {
		verdict = succeeded
	} else if !cb.isFailure(err) {
		verdict = ignored
	}
	return err
}

// change puts what next makes of the present snapshot in its place, however many others do the same.
func (cb *CircuitBreaker) change(next func(snapshot) (snapshot, error)) (before, after snapshot, err error) {
	for {
		present := cb.current.Load()
		after, err := next(*present)
		if err != nil || cb.current.CompareAndSwap(present, &after) {
			return *present, after, err
		}
	}
}

func (cb *CircuitBreaker) announce(before, after snapshot) {
	if before.state != after.state {
		cb.onStateChange(before.state, after.state)
	}
}

// arriving is what follows when a call arrives, or the error with which it is rejected.
func (cb *CircuitBreaker) arriving(s snapshot) (snapshot, error) {
	if s.state == StateOpen {
		if wait := time.Until(s.openUntil); wait > 0 {
			return s, &OpenError{RetryAfter: wait}
		}
		s = s.entering(StateHalfOpen)
	}
	if s.state == StateHalfOpen {
		if s.probes >= cb.halfOpenMaxCalls {
			return s, &OpenError{}
		}
		s.probes++
	}
	return s, nil
}

// ending is what follows when a call of the given generation ends.
func (cb *CircuitBreaker) ending(s snapshot, generation int, verdict verdict) snapshot {
	if generation != s.generation {
		return s
	}
	halfOpen := s.state == StateHalfOpen
	if halfOpen {
		s.probes--
	}
	switch verdict {
	case succeeded:
		s.failures = 0
		s.successes++
		if halfOpen && s.successes >= cb.successThreshold {
			return s.entering(StateClosed)
		}
	case failed:
		s.failures++
		if halfOpen || s.failures >= cb.maxFailures {
			s = s.entering(StateOpen)
			s.openUntil = time.Now().Add(cb.timeout)
		}
	}
	return s
}
