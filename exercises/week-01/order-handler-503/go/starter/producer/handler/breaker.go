package handler

import (
	"errors"
	"fmt"
	"time"
)

// Breaker is a circuit breaker, as much of it as its user sees.
type Breaker interface {
	// Execute calls fn and returns what it returns, or returns an *OpenError without calling it. Every error of fn counts as a
	// failure. Many goroutines may call it at once.
	Execute(fn func() error) error
}

// ErrCircuitOpen is found by errors.Is in every *OpenError.
var ErrCircuitOpen = errors.New("circuit breaker is open")

// OpenError says that the breaker refused the call.
type OpenError struct {
	// RetryAfter is how long until the breaker lets a call through again; 0 when nobody knows.
	RetryAfter time.Duration
	// Cause is what opened the breaker, or nil.
	Cause error
}

func (e *OpenError) Error() string {
	if e.Cause == nil {
		return ErrCircuitOpen.Error()
	}
	return fmt.Sprintf("%v: %v", ErrCircuitOpen, e.Cause)
}

func (e *OpenError) Unwrap() error { return e.Cause }

// Is lets errors.Is find ErrCircuitOpen.
func (e *OpenError) Is(target error) bool { return target == ErrCircuitOpen }
