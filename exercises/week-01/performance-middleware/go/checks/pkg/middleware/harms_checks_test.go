package middleware_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func measuringNeverHarms(t *testing.T) {
	for _, parts := range []string{"RecordRequest", "Log", "RouteOf", "RecordRequest Log", "Log RouteOf", "RecordRequest RouteOf", "RecordRequest Log RouteOf"} {
		for _, ending := range []string{"ends well", "panics", "loses its client"} {
			allPanic(t, strings.Fields(parts), ending, "measuring failed")
		}
	}
	for _, cause := range []any{errors.New("measuring failed"), http.ErrAbortHandler, 0, ""} {
		allPanic(t, []string{"RecordRequest", "Log", "RouteOf"}, "ends well", cause)
	}
	failNowAndThen(t)
}

func allPanic(t *testing.T, parts []string, ending string, cause any) {
	t.Helper()
	s, v := newSite(0), get("/orders/17")
	s.trouble = func(part, _ string) {
		if slices.Contains(parts, part) {
			panic(cause)
		}
	}
	v.at(s.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		time.Sleep(150 * ms)
		switch ending {
		case "panics":
			panic(causes[0])
		case "loses its client":
			v.leave()
		}
	})))
	input := fmt.Sprintf("these panic with %#v: %s; next takes 150 ms and %s", cause, strings.Join(parts, ", "), ending)
	status := "200"
	switch ending {
	case "panics":
		status = "500"
		expectPanic(t, v, causes[0], input)
	case "loses its client":
		status = "499"
		fallthrough
	default:
		expectEndedWell(t, v, input)
	}
	route := "/orders/{id}"
	if slices.Contains(parts, "RouteOf") {
		route = "other"
	}
	expectRecords(t, s, []recorded{record("GET", route, status, 150*ms)}, "RecordRequest has to be called once, whatever panics.", input)
	expectLines(t, s, 1, []string{"GET", route, "150"}, "A slow request has to be logged once, whatever panics.", input)
}

// failNowAndThen: what fails at one order fails at no other, however often it has failed.
func failNowAndThen(t *testing.T) {
	s := newSite(0)
	var round atomic.Int32
	s.trouble = func(part, _ string) {
		now := int(round.Load())
		if now%map[string]int{"RecordRequest": 2, "RouteOf": 3, "Log": 4}[part] == 1 {
			var none map[string]int
			none[part]++ // A mistake in the code of a part: the runtime panics.
		}
	}
	s.refusal = errors.New("refused")
	handler := s.wrap(taking(110 * ms))
	var expected []recorded
	for now := range 24 {
		round.Store(int32(now))
		path, route := fmt.Sprint("/orders/", now), "/orders/{id}"
		if now%3 == 1 {
			path, route = fmt.Sprint("/menu-", now), "other"
		}
		input := fmt.Sprintf("one handler, 24 requests of 110 ms; RecordRequest returns an error; it panics at every second request, RouteOf at every third and Log at every fourth: request %d", now+1)
		expectEndedWell(t, get(path).at(handler), input)
		expected = append(expected, record("GET", route, "200", 110*ms))
		expectRecords(t, s, expected, "RecordRequest has to be called once for each request.", input)
		expectLines(t, s, now+1, []string{"110"}, "Log has to be called once for each slow request.", input)
	}
}
