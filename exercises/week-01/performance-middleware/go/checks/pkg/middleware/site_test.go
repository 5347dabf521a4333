package middleware_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"slices"
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
	records []recorded
	lines   []string
	// trouble is asked by RecordRequest, Log or RouteOf, and may panic or take its time; text is the route, the line or the path.
	trouble func(part, text string)
	// refusal is what RecordRequest returns.
	refusal error
	wrap    func(next http.Handler) http.Handler
}

func newSite(slowAfter time.Duration) *site {
	s := &site{trouble: func(string, string) {}}
	s.wrap = middleware.Performance(middleware.Options{Metrics: s, SlowAfter: slowAfter, Log: s.log, RouteOf: s.routeOf})
	return s
}

func (s *site) RecordRequest(method, endpoint, statusCode string, duration time.Duration) error {
	s.lock.Lock()
	s.records = append(s.records, record(method, endpoint, statusCode, duration))
	s.lock.Unlock()
	s.trouble("RecordRequest", endpoint)
	return s.refusal
}

func (s *site) log(line string) {
	s.lock.Lock()
	s.lines = append(s.lines, line)
	s.lock.Unlock()
	s.trouble("Log", line)
}

var number = regexp.MustCompile(`/[0-9]+`)

// routeOf says /orders/{id} for /orders/17, and /orders/{number} for PUT; a path without a number is its own template, and what
// only scanners ask for has none.
func (s *site) routeOf(r *http.Request) string {
	path := r.URL.EscapedPath()
	s.trouble("RouteOf", path)
	if strings.HasSuffix(path, ".php") {
		return ""
	}
	if r.Method == http.MethodPut {
		return number.ReplaceAllString(path, "/{number}")
	}
	return number.ReplaceAllString(path, "/{id}")
}

// seen is what was recorded and what was logged.
func (s *site) seen() (records []recorded, lines []string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.Clone(s.records), slices.Clone(s.lines)
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
	const rule = "overlapping requests do not wait for one another"
	for index := range count {
		go visitOf(index)()
		if pause > 0 {
			checkkit.Pass(t, pause, rule)
		}
	}
	for round := 0; round < 20 && (round == 0 || runtime.NumGoroutine() > alone); round++ {
		checkkit.Pass(t, 100*time.Millisecond, rule)
	}
}
