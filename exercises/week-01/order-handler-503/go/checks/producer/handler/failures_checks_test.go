package handler_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/producer/handler"
)

const secret = "dial tcp broker-7.internal:9092: connection refused"

// A brokerError is of a type that nobody knows.
type brokerError struct{ host string }

func (e brokerError) Error() string { return e.host }

type failure struct {
	what   string
	err    error
	status int
}

var failures = []failure{
	{"an error", errors.New(secret), 502},
	{"an error with a cause", fmt.Errorf("not sent: %w", errors.New("topic-orders-internal has no leader")), 502},
	{"an error of another type", brokerError{secret}, 502},
	{"context.DeadlineExceeded", context.DeadlineExceeded, 504},
	{"context.Canceled", context.Canceled, 502},
	{"an *InvalidOrderError", &handler.InvalidOrderError{Problems: []string{secret}}, 502},
}

func failuresAre502Or504(t *testing.T) {
	twelveAtOnce(t)
	s := newShop()
	s.refusal = func() error { return &handler.OpenError{RetryAfter: 2 * time.Second, Cause: errors.New(secret)} }
	expectNoLeak(t, s.send(goodBody), "a valid order; the breaker refuses with an *OpenError that has a cause")
	for _, one := range failures {
		brokerFails(t, one)
		breakerFails(t, one)
	}
}

func brokerFails(t *testing.T, one failure) {
	t.Helper()
	s := newShop()
	input := "a valid order; publish returns " + one.what
	for round := 1; round <= 3; round++ {
		s.broker = func(context.Context, handler.Order) error { return one.err }
		expectFailure(t, s.send(goodBody), one.status, input)
		if asked, published := s.asked(), len(s.publications()); asked != round || published != round {
			checkkit.Fail(t, checkkit.Told{
				Message:  "An order whose publication fails is published once, in one call of the breaker.",
				Input:    fmt.Sprintf("%s (order %d of this kind)", input, round),
				Expected: fmt.Sprintf("breaker asked: %d, published: %d", round, round),
				Actual:   fmt.Sprintf("breaker asked: %d, published: %d", asked, published),
			})
		}
		expectSeen(t, s, 0, round, "The publication failed, and the breaker did not see a failure.", input)
	}
	s.broker = func(context.Context, handler.Order) error { return nil }
	expectStatus(t, s.send(goodBody), 202, "The broker works again, and the order was not accepted.", input+"; the next one succeeds")
}

// breakerFails has an error that fn never returned.
func breakerFails(t *testing.T, one failure) {
	t.Helper()
	s := newShop()
	input := fmt.Sprintf("a valid order; Execute itself returns %s, without calling fn", one.what)
	s.refusal = func() error { return one.err }
	expectFailure(t, s.send(goodBody), one.status, input)
	if asked, published := s.asked(), len(s.publications()); asked != 1 || published != 0 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The breaker let nothing through. It is to be asked once, and nothing is to be published.",
			Input:    input,
			Expected: "breaker asked: 1, published: 0",
			Actual:   fmt.Sprintf("breaker asked: %d, published: %d", asked, published),
		})
	}
}

func twelveAtOnce(t *testing.T) {
	withCrowd(t, func(t *testing.T, c *crowd) {
		input := "twelve orders at once; the publications of four of them fail, all end in reverse order"
		expected := make([]string, 12)
		for index := 11; index >= 0; index-- {
			switch {
			case index == 4:
				c.end(t, index, context.DeadlineExceeded)
				expected[index] = "504"
			case index%3 == 1:
				c.end(t, index, errors.New(secret))
				expected[index] = "502"
			default:
				c.end(t, index, nil)
				expected[index] = "202"
			}
		}
		actual := make([]string, 12)
		for index := range actual {
			actual[index] = "none"
			if a := c.answerTo(index); a != nil {
				actual[index] = fmt.Sprint(a.status)
			}
		}
		checkkit.Equal(t, strings.Join(actual, " "), strings.Join(expected, " "), checkkit.Told{
			Message: "Each order has its own answer: only those that failed are 502 or 504.", Input: input,
		})
		expectSeen(t, c.shop, 8, 4, "The breaker sees as a failure what failed, and nothing else.", input)
	})
}

func expectFailure(t *testing.T, a *answer, status int, input string) {
	t.Helper()
	expectProblem(t, a, status, fmt.Sprintf("A failure was not answered with %d.", status), input)
	expectNoLeak(t, a, input)
}
