package middleware_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/middleware"
)

// A site is a middleware with a recorder and a log that the check controls.
type site struct {
	lock    sync.Mutex
	records []string
	lines   []string
	// trouble is asked before RecordRequest, Log or RouteOf does its work, and may panic.
	trouble func(part string)
	// delay is how long RecordRequest takes, if it is not nil.
	delay func(endpoint string) time.Duration
	// refusal is what RecordRequest returns.
	refusal error
	wrap    func(next http.Handler) http.Handler
}

func newSite(slowAfter time.Duration) *site {
	s := &site{trouble: func(string) {}}
	s.wrap = middleware.Performance(middleware.Options{Metrics: s, SlowAfter: slowAfter, Log: s.log, RouteOf: s.routeOf})
	return s
}

func (s *site) RecordRequest(method, endpoint, statusCode string, duration time.Duration) error {
	s.lock.Lock()
	s.records = append(s.records, record(method, endpoint, statusCode, duration))
	s.lock.Unlock()
	if s.delay != nil {
		time.Sleep(s.delay(endpoint))
	}
	s.trouble("RecordRequest")
	return s.refusal
}

func (s *site) log(line string) {
	s.lock.Lock()
	s.lines = append(s.lines, line)
	s.lock.Unlock()
	s.trouble("Log")
}

var number = regexp.MustCompile(`/[0-9]+`)

// routeOf says /orders/{id} for /orders/17; a path without a number is its own template.
func (s *site) routeOf(r *http.Request) string {
	s.trouble("RouteOf")
	return number.ReplaceAllString(r.URL.Path, "/{id}")
}

func record(method, endpoint, statusCode string, duration time.Duration) string {
	return fmt.Sprintf("%s %s %s %s", method, endpoint, statusCode, duration)
}

// seen is what was recorded and what was logged.
func (s *site) seen() (records, lines []string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return append([]string(nil), s.records...), append([]string(nil), s.lines...)
}

// A visit is one request at a handler.
type visit struct {
	*connection
	request *http.Request
	leave   context.CancelFunc
	// What the handler ended with. Read it when everything rests.
	hasEnded bool
	panicked any
}

func newVisit(method, path string) *visit {
	ctx, leave := context.WithCancel(context.Background())
	return &visit{
		connection: &connection{header: http.Header{}},
		request:    httptest.NewRequestWithContext(ctx, method, path, nil),
		leave:      leave,
	}
}

// at sends the request to a handler and returns when that has ended.
func (v *visit) at(handler http.Handler) (sent *visit) {
	sent = v
	defer v.leave()
	defer func() { v.panicked = recover() }()
	handler.ServeHTTP(v.connection, v.request)
	v.hasEnded = true
	return v
}

func get(path string) *visit { return newVisit(http.MethodGet, path) }

// taking is what most handlers of the checks do: they take some time, then answer or panic.
func taking(duration time.Duration, then ...func()) http.Handler {
	return http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		time.Sleep(duration)
		for _, act := range then {
			act()
		}
	})
}

// crowd sends requests, each in a goroutine, with a pause between two. It returns when all have ended.
func crowd(t *testing.T, pause time.Duration, count int, visitOf func(index int) func()) {
	t.Helper()
	for index := range count {
		go visitOf(index)()
		checkkit.Pass(t, pause, "overlapping requests do not wait for one another")
	}
	for range 20 {
		checkkit.Pass(t, 100*time.Millisecond, "overlapping requests do not wait for one another")
	}
}

func expectEndedWell(t *testing.T, v *visit, input string) {
	t.Helper()
	if !v.hasEnded {
		checkkit.Fail(t, checkkit.Told{
			Message: "next ended well, and the handler did not.", Input: input,
			Expected: "the handler has ended well", Actual: fmt.Sprint("the handler panicked: ", v.panicked),
		})
	}
}

func expectPanic(t *testing.T, v *visit, value any, input string) {
	t.Helper()
	if v.hasEnded || v.panicked != value {
		actual := fmt.Sprintf("panic: %v (%T)", v.panicked, v.panicked)
		if v.hasEnded {
			actual = "the handler has ended without a panic"
		}
		checkkit.Fail(t, checkkit.Told{
			Message: "next panicked, and the panic did not go on with the same value.", Input: input,
			Expected: fmt.Sprintf("panic: %v (%T), the same value", value, value), Actual: actual,
		})
	}
}

// expectRecords wants exactly these records, in any order.
func expectRecords(t *testing.T, s *site, expected []string, message, input string) {
	t.Helper()
	actual, _ := s.seen()
	if !sameInAnyOrder(actual, expected) {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: listOf(expected, "no record"), Actual: listOf(actual, "no record")})
	}
}

// expectLines wants so many lines, each with these words.
func expectLines(t *testing.T, s *site, count int, words []string, message, input string) {
	t.Helper()
	_, lines := s.seen()
	right := len(lines) == count
	for _, line := range lines {
		for _, word := range words {
			right = right && strings.Contains(line, word)
		}
	}
	if !right {
		expected := fmt.Sprintf("%d logged", count)
		if count > 0 && len(words) > 0 {
			expected += ", with " + strings.Join(words, ", ")
		}
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: expected, Actual: listOf(lines, "no line")})
	}
}

func sameInAnyOrder(some, others []string) bool {
	count := map[string]int{}
	for _, one := range some {
		count[one]++
	}
	for _, one := range others {
		count[one]--
	}
	for _, left := range count {
		if left != 0 {
			return false
		}
	}
	return true
}

func listOf(all []string, none string) string {
	if len(all) == 0 {
		return none
	}
	return strings.Join(all, "; ")
}
