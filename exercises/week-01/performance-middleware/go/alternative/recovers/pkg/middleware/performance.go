// Package middleware has what stands between the server and its handlers.
package middleware

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Recorder is where requests are recorded: Metrics of the exercise metrics-registry fits. Many goroutines use it at once.
type Recorder interface {
	RecordRequest(method, endpoint, statusCode string, duration time.Duration) error
}

// Options are what a middleware works with. Many goroutines may call Log and RouteOf at once.
type Options struct {
	Metrics Recorder
	// SlowAfter is the limit: requests that take longer are logged. 0 stands for 100 ms, and less than 0 for a limit of 0.
	SlowAfter time.Duration
	Log       func(line string)
	// RouteOf returns the route template of a request, "/orders/{id}" for "/orders/17", and the same at any time.
	RouteOf func(r *http.Request) string
}

// Performance measures the requests of the handlers that it wraps.
func Performance(o Options) func(next http.Handler) http.Handler {
	if o.SlowAfter == 0 {
		o.SlowAfter = 100 * time.Millisecond
	} else if o.SlowAfter < 0 {
		o.SlowAfter = 0
	}
	return func(next http.Handler) http.Handler { return &measured{o, next} }
}

type measured struct {
	Options
	next http.Handler
}

func (m *measured) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	route := m.routeOf(r)
	head := &heads{w: w}
	head.flush, _ = w.(http.Flusher)
	cause := panicOf(func() { m.next.ServeHTTP(head, r) })
	took := time.Now().Sub(start)
	status := append(head.sent, 200)[0]
	if cause != nil {
		status = 500
	}
	select {
	case <-r.Context().Done():
		status = 499
	default:
	}
	panicOf(func() {
		if took <= m.SlowAfter {
			return
		}
		line, _ := json.Marshal(map[string]any{"slow": r.Method, "route": route, "path": r.URL.Path, "ms": took.Milliseconds()})
		m.Log(string(line))
	})
	panicOf(func() { m.Metrics.RecordRequest(r.Method, route, fmt.Sprint(status), took) })
	if cause != nil {
		panic(cause)
	}
}

func (m *measured) routeOf(r *http.Request) (route string) {
	if panicOf(func() { route = m.RouteOf(r) }) != nil {
		return "other"
	}
	return route
}

func panicOf(call func()) (cause any) {
	defer func() { cause = recover() }()
	call()
	return nil
}

type heads struct {
	w     http.ResponseWriter
	flush http.Flusher
	sent  []int
}

func (h *heads) Header() http.Header         { return h.w.Header() }
func (h *heads) Unwrap() http.ResponseWriter { return h.w }

func (h *heads) WriteHeader(status int) {
	if status > 199 {
		h.sent = append(h.sent, status)
	}
	h.w.WriteHeader(status)
}

func (h *heads) Write(part []byte) (int, error) {
	h.sent = append(h.sent, 200)
	return h.w.Write(part)
}

func (h *heads) Flush() {
	h.sent = append(h.sent, 200)
	if h.flush != nil {
		h.flush.Flush()
	}
}
