package middleware_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

type statusError struct{ status int }

func (e statusError) Error() string   { return "the order is unknown" }
func (e statusError) StatusCode() int { return e.status }

var causes = []any{
	errors.New("the database is gone"), http.ErrAbortHandler, context.Canceled, statusError{418}, &statusError{404},
	"a text", "", 42, 0, false, []string{"a", "b"}, struct{ status int }{404},
}

func failureIs500(t *testing.T) {
	for _, cause := range causes {
		fails(t, "", cause)
		fails(t, "503", cause)
	}
	for _, does := range []string{"200", "404", "write", "flush"} {
		fails(t, does, causes[0])
	}
	for _, one := range limits {
		s := one.site()
		input := fmt.Sprintf("%s; next panics after %s", one, one.took)
		expectPanic(t, get("/orders/17").at(s.wrap(taking(one.took, func() { panic(causes[0]) }))), causes[0], input)
		one.expectLineIf(t, s, http.MethodGet, input)
	}
	manyRounds(t)
	outer, inner := newSite(0), newSite(0)
	const input = "a middleware in another one, each with a recorder of its own; next panics after 40 ms"
	expectPanic(t, get("/orders/17").at(outer.wrap(inner.wrap(taking(40*ms, func() { panic(causes[0]) })))), causes[0], input)
	expectRecords(t, outer, []recorded{record("GET", "/orders/{id}", "500", 40*ms)}, once, input+"; the recorder of the outer one")
	expectRecords(t, inner, []recorded{record("GET", "/orders/{id}", "500", 40*ms)}, once, input+"; the recorder of the inner one")
}

func fails(t *testing.T, does string, cause any) {
	t.Helper()
	s, calls := newSite(0), 0
	next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls++
		act(w, does)
		time.Sleep(40 * ms)
		panic(cause)
	})
	input := fmt.Sprintf("next calls %s; after 40 ms it panics with %#v", told(does), cause)
	v := get("/orders/17").at(s.wrap(next))
	expectCalls(t, 1, calls, input)
	expectPanic(t, v, cause, input)
	expectSent(t, v, get("/orders/17").at(acting(does)), input)
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "500", 40*ms)}, "next panicked, and the request has to be recorded once.", input)
	expectLines(t, s, 0, nil, "A request was logged, and it did not take longer than the limit.", input)
}

// manyRounds: one handler panics again and again, after a head, and works in between without one.
func manyRounds(t *testing.T) {
	s, round := newSite(0), 0
	statuses := []string{"500", "500", "500", "500", "500", "500", "500", "500", "500", "500", "500", "500", "200", "500", "200"}
	handler := s.wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		round++
		time.Sleep(150 * ms)
		if statuses[round-1] == "500" {
			w.WriteHeader(503)
			panic(causes[0])
		}
	}))
	var expected []recorded
	for _, status := range statuses {
		v := get("/orders/17").at(handler)
		expected = append(expected, record("GET", "/orders/{id}", status, 150*ms))
		input := fmt.Sprintf("one handler sends 503 and panics, twelve times, works, panics and works, each after 150 ms; request %d", len(expected))
		expectCalls(t, len(expected), round, input)
		if status == "500" {
			expectPanic(t, v, causes[0], input)
		} else {
			expectEndedWell(t, v, input)
		}
		expectRecords(t, s, expected, "Each request has to be recorded once, also if it fails.", input)
		expectLines(t, s, len(expected), []string{"GET", "/orders/{id}", "150"}, "A slow request has to be logged once, also if it fails.", input)
	}
}
