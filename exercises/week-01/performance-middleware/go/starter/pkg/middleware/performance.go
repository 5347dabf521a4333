// Package middleware has what stands between the server and its handlers.
package middleware

import (
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
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			// Not written yet: call next with the request and a writer (rule 1). Begin without a writer of your own.
		})
	}
}
