package handler_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/producer/handler"
)

func invalidOrdersAreRefused(t *testing.T) {
	for _, state := range []string{"closed", "open"} {
		s := newShop()
		if state == "open" {
			s.refusal = func() error { return &handler.OpenError{RetryAfter: 30 * time.Second} }
		}
		for count := range 100 {
			body := badBodies[count%len(badBodies)]
			input := fmt.Sprintf("the breaker is %s; POST /orders with the body %q", state, body)
			expectProblem(t, s.send(body), 400, "An invalid order was not answered with 400.", input)
		}
		expectStory(t, s, story(0, 0, 0), "Invalid orders asked the breaker, took ids or were published.",
			fmt.Sprintf("the breaker is %s; 100 invalid bodies, such as {} and an empty one", state))
	}
}

func openIs503(t *testing.T) {
	s := newShop()
	times := []time.Duration{
		0, 1, time.Millisecond, 999 * time.Millisecond, time.Second, time.Second + 1, 1001 * time.Millisecond,
		1999500 * time.Microsecond, 2 * time.Second, 29001 * time.Millisecond, 30 * time.Second, time.Hour, 86400001 * time.Millisecond,
	}
	for index, left := range times {
		input := fmt.Sprintf("a valid order; the breaker refuses with %v left", left)
		s.refusal = func() error { return &handler.OpenError{RetryAfter: left} }
		a := s.send(goodBody)
		expectProblem(t, a, 503, "The breaker refused the order, and the answer is not 503.", input)
		seconds := fmt.Sprint(secondsOf(left))
		if said := a.header.Get("Retry-After"); said != seconds {
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("%v are left, and retry-after says %q.", left, said),
				Input:    input,
				Expected: "retry-after: " + seconds,
				Actual:   fmt.Sprintf("retry-after: %s", said),
			})
		}
		if asked, published := s.asked(), len(s.publications()); asked != 2*index+1 || published != index {
			checkkit.Fail(t, checkkit.Told{
				Message:  "The breaker refused an order. It is to be asked once, and nothing is to be published.",
				Input:    fmt.Sprintf("%s (refusal %d; an order before each of them was let through)", input, index+1),
				Expected: fmt.Sprintf("breaker asked: %d, published: %d", 2*index+1, index),
				Actual:   fmt.Sprintf("breaker asked: %d, published: %d", asked, published),
			})
		}
		s.refusal = nil
		expectStatus(t, s.send(goodBody), 202, "The breaker is closed again, and the order was not accepted.",
			"a valid order; the breaker was open and lets calls through again")
	}
}

func secondsOf(left time.Duration) int {
	return max(1, int(math.Ceil(left.Seconds())))
}
