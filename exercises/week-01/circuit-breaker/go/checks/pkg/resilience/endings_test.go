package resilience_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"go-coffee/pkg/resilience"
)

var (
	errBadOrder = errors.New("400: no drink was ordered")
	errRiddle   = errors.New("an answer that nobody expected")
)

// isFailure ignores a bad order, and panics on a riddle.
func isFailure(err error) bool {
	if err == errRiddle {
		panic("isFailure is broken")
	}
	return err != errBadOrder
}

type statusError int

func (s statusError) Error() string { return fmt.Sprint("status ", int(s)) }

type timeoutError struct{}

func (timeoutError) Error() string   { return "i/o timeout" }
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

// someErrors are what fn may fail with. Nothing of them is for the breaker to look at.
var someErrors = []struct {
	name string
	err  error
}{
	{"an error", errOutage},
	{"an error that wraps another one", fmt.Errorf("placing order-1: %w", errOutage)},
	{"context.Canceled", context.Canceled},
	{"a wrapped context.Canceled", fmt.Errorf("placing order-1: %w", context.Canceled)},
	{"context.DeadlineExceeded", context.DeadlineExceeded},
	{"io.EOF", io.EOF},
	{"an error of status 400", statusError(400)},
	{"an error with Timeout and Temporary", timeoutError{}},
	{"joined errors", errors.Join(errOutage, io.EOF)},
	{"the *OpenError of another breaker", &resilience.OpenError{RetryAfter: 500}},
	{"the *OpenError of another breaker that is half-open", &resilience.OpenError{}},
	{"ErrCircuitOpen", resilience.ErrCircuitOpen},
	{"a wrapped *OpenError", fmt.Errorf("placing order-1: %w", &resilience.OpenError{RetryAfter: 500})},
}

// somePanics are what fn may panic with.
var somePanics = []struct {
	name  string
	value any
}{
	{"an error", errOutage},
	{"an error for which isFailure returns false", errBadOrder},
	{"an *OpenError", &resilience.OpenError{}},
	{"a text", "nil pointer"},
	{"a number", 42},
	{"a struct", struct{ Code int }{7}},
}

// goexit is an fn that ends its goroutine.
func goexit() error {
	runtime.Goexit()
	return nil
}
