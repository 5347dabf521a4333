// Package monitoring counts requests.
package monitoring

import (
	"errors"
	"time"
)

// DefBuckets are the limits that are used when none are given, in seconds.
var DefBuckets = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}

// ErrRange is what errors.Is finds in every refusal.
var ErrRange = errors.New("out of range")

// Bucket says how many observations were at most Le. The last one has Le +Inf and counts all.
type Bucket struct {
	Le    float64
	Count uint64
}

var errNotWritten = errors.New("not written yet")

// Histogram counts observations in buckets. Many goroutines use it at once.
type Histogram struct {
	// Yours.
}

// NewHistogram uses DefBuckets when limits is nil. It refuses limits unless there is at least one and all are finite,
// above 0 and strictly rising.
func NewHistogram(limits []float64) (*Histogram, error) {
	return &Histogram{}, nil
}

// Observe refuses a value that is not a finite number from 0.
func (h *Histogram) Observe(value float64) error {
	return errNotWritten // Count the value into its bucket (rule 1).
}

// Snapshot returns all buckets in rising order, as they are now.
func (h *Histogram) Snapshot() []Bucket {
	return nil // Not written yet: list a bucket for each limit and one for +Inf (rule 1).
}

// Quantile estimates the q-quantile. It is NaN when nothing was observed. It refuses a q that is not from 0 to 1.
func (h *Histogram) Quantile(q float64) (float64, error) {
	return 0, errNotWritten // Find the bucket of the rank and interpolate in it (rule 2).
}

// Merge returns a new histogram with the observations of both. It refuses a histogram with other limits.
func (h *Histogram) Merge(other *Histogram) (*Histogram, error) {
	return nil, errNotWritten // Add the buckets of the two (rule 3).
}

// Series are the requests with the same method, endpoint and status code.
type Series struct {
	Method, Endpoint, StatusCode string
	Requests                     uint64
	// Duration has their durations in seconds.
	Duration *Histogram
}

// Totals are all requests, and those that the server failed.
type Totals struct{ Requests, Errors uint64 }

// Option is an option of NewMetrics.
type Option func(*Metrics)

// WithBuckets sets the limits of all durations, in seconds. The default is DefBuckets.
func WithBuckets(limits []float64) Option {
	return func(m *Metrics) {}
}

// WithMaxEndpoints says how many endpoints keep a name of their own, from 0. The default is 100.
func WithMaxEndpoints(n int) Option {
	return func(m *Metrics) {}
}

// Metrics records the requests of one service instance. Many goroutines use it at once.
type Metrics struct {
	// Yours.
}

// NewMetrics takes options that are valid.
func NewMetrics(options ...Option) *Metrics {
	return &Metrics{}
}

// RecordRequest refuses a status code or a duration that is not valid.
func (m *Metrics) RecordRequest(method, endpoint, statusCode string, duration time.Duration) error {
	return errNotWritten // Count the request into its series (rule 5).
}

// Series returns one entry for each combination of labels that was recorded, in any order, as it is now.
func (m *Metrics) Series() []Series {
	return nil // Not written yet: list what was recorded (rule 5).
}

// Totals returns all requests, and those that the server failed.
func (m *Metrics) Totals() Totals {
	return Totals{} // Not written yet: count requests and errors (rule 6).
}

// Apdex is between 0 and 1, and NaN when nothing was recorded. It refuses a target of which the buckets cannot tell.
func (m *Metrics) Apdex(target time.Duration) (float64, error) {
	return 0, errNotWritten // Rate the durations against the target (rule 8).
}
