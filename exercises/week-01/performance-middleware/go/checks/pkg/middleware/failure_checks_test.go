package middleware_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

var causes = []any{errors.New("the database is gone"), http.ErrAbortHandler, context.Canceled, "a text", 42, struct{ status int }{404}}

func failureIs500(t *testing.T) {
	const message = "next panicked, and the request has to be recorded once, as 500."
	for _, cause := range causes {
		for _, does := range []string{"", "200", "404", "write", "flush"} {
			s := newSite(0)
			next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				act(w, does)
				time.Sleep(40 * ms)
				panic(cause)
			})
			input := fmt.Sprintf("next does this: %q (a number is WriteHeader); after 40 ms it panics with %v", does, cause)
			expectPanic(t, get("/orders/17").at(s.wrap(next)), cause, input)
			expectRecords(t, s, []string{record("GET", "/orders/{id}", "500", 40*ms)}, message, input)
			expectLines(t, s, 0, nil, "A request was logged, and it did not take longer than the limit.", input)
		}
	}
	s, round := newSite(0), 0
	handler := s.wrap(taking(150*ms, func() {
		if round++; round%2 == 1 {
			panic(causes[0])
		}
	}))
	var expected []string
	for _, status := range []string{"500", "200", "500", "200"} {
		v := get("/orders/17").at(handler)
		expected = append(expected, record("GET", "/orders/{id}", status, 150*ms))
		input := fmt.Sprintf("one handler panics, works, panics and works, each after 150 ms; request %d", len(expected))
		if status == "500" {
			expectPanic(t, v, causes[0], input)
		} else {
			expectEndedWell(t, v, input)
		}
		expectRecords(t, s, expected, "Each request has to be recorded once, with its own outcome.", input)
		expectLines(t, s, len(expected), []string{"GET", "/orders/{id}", "150"}, "A slow request has to be logged once, also if it fails.", input)
	}
}
