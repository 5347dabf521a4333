// No mutex here: a channel with room for one holds what the breaker remembers. Whoever takes it out may change it, and puts
// it back before anything slow is done. Each generation is a value of its own, so that a late result finds itself out of date
// by comparing pointers.

// Package resilience keeps one failing service from taking the others down with it.
package resilience

import (
	"errors"
	"fmt"
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

	// current holds the present generation. It is empty only while one goroutine decides.
	current chan *generation
}

// generation is the time between two state changes.
type generation struct {
	state     State
	failures  int
	successes int
	probes    int
	openUntil time.Time
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
		current:          make(chan *generation, 1),
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
	cb.current <- &generation{state: StateClosed}
	return cb
}

// State returns the current state.
func (cb *CircuitBreaker) State() State {
	present := <-cb.current
	defer func() { cb.current <- present }()
	return present.state
}

// Execute calls fn and passes on how it ends, or returns an *OpenError without calling it.
func (cb *CircuitBreaker) Execute(fn func() error) (err error) {
	mine, halfOpened, refusal := cb.admit()
	if refusal != nil {
		return refusal
	}
	started, judged := false, false
	failure := true
	defer func() {
		switch {
		case !started:
			cb.release(mine)
		case !judged || failure:
			cb.fail(mine)
		case err != nil:
			cb.release(mine)
		default:
			cb.succeed(mine)
		}
	}()
	if halfOpened {
		cb.onStateChange(StateOpen, StateHalfOpen)
	}
	started = true
	err = fn()
	failure = err != nil && cb.isFailure(err)
	judged = true
	return err
}

// admit lets a call through and tells in which generation, and whether that generation began with it.
func (cb *CircuitBreaker) admit() (mine *generation, halfOpened bool, refusal error) {
	present := <-cb.current
	defer func() { cb.current <- present }()
	switch present.state {
	case StateOpen:
		if wait := time.Until(present.openUntil); wait > 0 {
			return nil, false, &OpenError{RetryAfter: wait}
		}
		present = &generation{state: StateHalfOpen, probes: 1}
		return present, true, nil
	case StateHalfOpen:
		if present.probes == cb.halfOpenMaxCalls {
			return nil, false, &OpenError{}
		}
		present.probes++
	}
	return present, false, nil
}

// record lets one goroutine at a time say what follows from the end of a call. Nothing does when its generation is over.
func (cb *CircuitBreaker) record(mine *generation, next func() *generation) {
	present := <-cb.current
	if mine != present {
		cb.current <- present
		return
	}
	if present.state == StateHalfOpen {
		present.probes--
	}
	following := next()
	cb.current <- following
	if following != present {
		cb.onStateChange(present.state, following.state)
	}
}

func (cb *CircuitBreaker) release(mine *generation) {
	cb.record(mine, func() *generation { return mine })
}

func (cb *CircuitBreaker) fail(mine *generation) {
	cb.record(mine, func() *generation {
		mine.failures++
		if mine.state == StateClosed && mine.failures < cb.maxFailures {
			return mine
		}
		return &generation{state: StateOpen, openUntil: time.Now().Add(cb.timeout)}
	})
}

func (cb *CircuitBreaker) succeed(mine *generation) {
	cb.record(mine, func() *generation {
		mine.failures = 0
		mine.successes++
		if mine.state == StateHalfOpen && mine.successes >= cb.successThreshold {
			return &generation{state: StateClosed}
		}
		return mine
	})
}
