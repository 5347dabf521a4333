package middleware_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func measuringNeverHarms(t *testing.T) {
	for _, parts := range []string{"RecordRequest", "Log", "RouteOf", "RecordRequest Log", "Log RouteOf", "RecordRequest RouteOf", "RecordRequest Log RouteOf"} {
		for _, ending := range []string{"ends well", "panics", "loses its client"} {
			allPanic(t, strings.Fields(parts), ending)
		}
	}
	everySecondFails(t)
}

func allPanic(t *testing.T, parts []string, ending string) {
	t.Helper()
	s, v := newSite(0), get("/orders/17")
	s.trouble = func(part string) {
		if slices.Contains(parts, part) {
			panic("measuring failed")
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
	input := fmt.Sprintf("these panic: %s; next takes 150 ms and %s", strings.Join(parts, ", "), ending)
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
	expectRecords(t, s, []string{record("GET", route, status, 150*ms)},
		"RecordRequest has to be called once, whatever else panics; the route is other if RouteOf panics.", input)
	expectLines(t, s, 1, []string{"GET", route, "150"},
		"A slow request has to be logged once, whatever else panics; the route is other if RouteOf panics.", input)
}

// everySecondFails has one handler and six rounds; RecordRequest also returns errors.
func everySecondFails(t *testing.T) {
	s, round := newSite(0), 0
	s.trouble = func(part string) {
		if round%2 == 1 && part != "Log" {
			panic("measuring failed")
		}
	}
	s.refusal = errors.New("refused")
	handler := s.wrap(taking(110 * ms))
	var expected []string
	for ; round < 6; round++ {
		input := fmt.Sprintf("one handler, six requests; RecordRequest returns an error, and at every second one it and RouteOf panic: request %d", round+1)
		expectEndedWell(t, get("/orders/17").at(handler), input)
		route := "/orders/{id}"
		if round%2 == 1 {
			route = "other"
		}
		expected = append(expected, record("GET", route, "200", 110*ms))
		expectRecords(t, s, expected, "RecordRequest has to be called once for each request.", input)
		expectLines(t, s, round+1, nil, "A slow request has to be logged once, also if the recorder refuses it.", input)
	}
}
