package handler_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/producer/handler"
)

// A slow error is context.DeadlineExceeded to errors.Is, as those of package net are, and has a cause.
type slow struct{ cause error }

func (e slow) Error() string        { return "too slow" }
func (e slow) Unwrap() error        { return e.cause }
func (e slow) Is(target error) bool { return target == context.DeadlineExceeded }

func open(cause error) error {
	return &handler.OpenError{RetryAfter: 9 * time.Second, Cause: cause}
}

func findsTheCause(t *testing.T) {
	cases := []failure{
		{"an *OpenError", open(nil), 503},
		{"context.DeadlineExceeded", context.DeadlineExceeded, 504},
		{"an *OpenError whose Cause is context.DeadlineExceeded", open(context.DeadlineExceeded), 503},
		{"an error that is context.DeadlineExceeded and has an *OpenError as cause", slow{open(nil)}, 503},
		{"an *OpenError with another error as Cause", open(errors.New("broker-7.internal failed")), 503},
		{"an error that is context.DeadlineExceeded and has another cause", slow{errors.New("broker-7.internal is slow")}, 504},
		{"an *OpenError of 9 s whose Cause is one of 1 s", open(&handler.OpenError{RetryAfter: time.Second}), 503},
		{"an *OpenError of 9 s whose Cause is one of 60 s", open(&handler.OpenError{RetryAfter: time.Minute}), 503},
		{"an error without a cause", errors.New("broker-7.internal says no"), 502},
	}
	for _, one := range cases {
		for _, depth := range []int{0, 1, 2, 12, 100} {
			expectAnswer(t, one, depth, "Execute")
			expectAnswer(t, one, depth, "publish")
		}
	}
}

func expectAnswer(t *testing.T, one failure, depth int, who string) {
	t.Helper()
	err := one.err
	for range depth {
		err = fmt.Errorf("broker-7.internal took no order: %w", err)
	}
	s := newShop()
	if who == "Execute" {
		s.refusal = func() error { return err }
	} else {
		s.broker = func(context.Context, handler.Order) error { return err }
	}
	input := fmt.Sprintf("%s returns %s, wrapped %d times", who, one.what, depth)
	a := s.send(goodBody)
	expectProblem(t, a, one.status, fmt.Sprintf("The answer has to be %d, whatever is around the error.", one.status), input)
	expectNoLeak(t, a, input)
	if who == "publish" {
		expectSeen(t, s, 0, 1, "The publication failed, and the breaker has to see a failure, whatever the type of the error.", input)
	}
	if said := a.header.Get("Retry-After"); one.status == 503 && said != "9" {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The time to come back is that of the outermost *OpenError, here 9 s.",
			Input:    input,
			Expected: "retry-after: 9",
			Actual:   a.String(),
		})
	}
}

// An OpenError of another package, with the same name and field.
type OpenError struct{ RetryAfter time.Duration }

func (e *OpenError) Error() string { return handler.ErrCircuitOpen.Error() }

// A timeout is an error in the manner of package net.
type timeout struct{}

func (timeout) Error() string   { return "i/o timeout" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

func isNotFooledByText(t *testing.T) {
	alike := []failure{
		{"an error that says \"circuit breaker is open\"", errors.New(handler.ErrCircuitOpen.Error()), 502},
		{"an error that says \"context deadline exceeded\"", errors.New(context.DeadlineExceeded.Error()), 502},
		{"an *OpenError in a text, by %v", fmt.Errorf("no: %v", open(nil)), 502},
		{"context.DeadlineExceeded in a text, by %v", fmt.Errorf("no: %v", context.DeadlineExceeded), 502},
		{"an *OpenError of another package", &OpenError{RetryAfter: 9 * time.Second}, 502},
		{"an error with an *OpenError of another package as cause", fmt.Errorf("no: %w", &OpenError{RetryAfter: 9 * time.Second}), 502},
		{"an error whose Timeout() is true", timeout{}, 502},
		{"os.ErrDeadlineExceeded", os.ErrDeadlineExceeded, 502},
		{"context.Canceled", context.Canceled, 502},
		{"an error that says \"503\" and \"Retry-After: 9\"", errors.New("503 Retry-After: 9"), 502},
	}
	for _, one := range alike {
		s := newShop()
		s.broker = func(context.Context, handler.Order) error { return one.err }
		input := "publish returns " + one.what
		expectProblem(t, s.send(goodBody), 502, "An error that only looks alike was not answered with 502.", input)
		expectSeen(t, s, 0, 1, "The breaker sees a failure, whatever the error looks like.", input)
	}
}
