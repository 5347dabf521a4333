// Package middleware has what stands between the server and its handlers.
package middleware

import (
	"fmt"
	"net/http"
	"strconv"
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
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			began := time.Now()
			watched := &statusWriter{ResponseWriter: w}
			failed := true // Until it is known that next returned. Nobody has to recover from its panic.
			defer func() {
				took := time.Since(began)
				o.report(r, watched.outcome(r, failed), took)
			}()
			next.ServeHTTP(watched, r)
			failed = false
		})
	}
}

// statusWriter passes everything on, and remembers the status code that the client gets.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if status >= 200 {
		w.sends(status)
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(part []byte) (int, error) {
	w.sends(http.StatusOK)
	return w.ResponseWriter.Write(part)
}

// Flush makes it an http.Flusher.
func (w *statusWriter) Flush() {
	w.sends(http.StatusOK)
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap lets http.NewResponseController find what else the server's writer can do.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// sends remembers the first head; whatever comes later changes nothing.
func (w *statusWriter) sends(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *statusWriter) outcome(r *http.Request, failed bool) int {
	switch {
	case r.Context().Err() != nil:
		return 499
	case failed:
		return http.StatusInternalServerError
	default:
		w.sends(http.StatusOK)
		return w.status
	}
}

func (o Options) report(r *http.Request, status int, took time.Duration) {
	route := "other"
	attempt(func() { route = o.RouteOf(r) })
	attempt(func() { _ = o.Metrics.RecordRequest(r.Method, route, strconv.Itoa(status), took) })
	if took > o.limit() {
		attempt(func() { o.Log(fmt.Sprintf("slow: %s %s took %d ms", r.Method, route, took.Milliseconds())) })
	}
}

func (o Options) limit() time.Duration {
	if o.SlowAfter == 0 {
		return 100 * time.Millisecond
	}
	return max(0, o.SlowAfter)
}

// attempt survives a panic of call: a request never fails because it was measured.
func attempt(call func()) {
	defer func() { _ = recover() }()
	call()
}
