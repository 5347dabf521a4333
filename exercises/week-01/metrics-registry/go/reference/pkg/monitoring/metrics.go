// Package monitoring counts requests.
package monitoring

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"sync"
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

// Histogram counts observations in buckets. Many goroutines use it at once.
type Histogram struct {
	limits []float64
	lock   sync.Mutex
	// The observations of each bucket alone, not those below it. The last one is above all limits.
	inside []uint64
}

// NewHistogram uses DefBuckets when limits is nil. It refuses limits unless there is at least one and all are finite,
// above 0 and strictly rising.
func NewHistogram(limits []float64) (*Histogram, error) {
	if limits == nil {
		limits = DefBuckets
	}
	last := 0.0
	for _, limit := range limits {
		if !(limit > last) || math.IsInf(limit, 1) {
			return nil, fmt.Errorf("%w: the limits do not rise from above 0: %v", ErrRange, limits)
		}
		last = limit
	}
	if len(limits) == 0 {
		return nil, fmt.Errorf("%w: no limits", ErrRange)
	}
	return &Histogram{limits: slices.Clone(limits), inside: make([]uint64, len(limits)+1)}, nil
}

// Observe refuses a value that is not a finite number from 0.
func (h *Histogram) Observe(value float64) error {
	if !(value >= 0) || math.IsInf(value, 1) {
		return fmt.Errorf("%w: an observation is a finite number from 0, not %v", ErrRange, value)
	}
	bucket, _ := slices.BinarySearch(h.limits, value)
	h.lock.Lock()
	defer h.lock.Unlock()
	h.inside[bucket]++
	return nil
}

// Snapshot returns all buckets in rising order, as they are now.
func (h *Histogram) Snapshot() []Bucket {
	buckets := make([]Bucket, len(h.limits)+1)
	count := uint64(0)
	for i, inside := range h.counts() {
		count += inside
		buckets[i] = Bucket{Le: h.le(i), Count: count}
	}
	return buckets
}

func (h *Histogram) le(i int) float64 {
	if i == len(h.limits) {
		return math.Inf(1)
	}
	return h.limits[i]
}

func (h *Histogram) counts() []uint64 {
	h.lock.Lock()
	defer h.lock.Unlock()
	return slices.Clone(h.inside)
}

// Quantile estimates the q-quantile. It is NaN when nothing was observed. It refuses a q that is not from 0 to 1.
func (h *Histogram) Quantile(q float64) (float64, error) {
	if !(q >= 0 && q <= 1) {
		return 0, fmt.Errorf("%w: a quantile is between 0 and 1, not %v", ErrRange, q)
	}
	buckets := h.Snapshot()
	rank := q * float64(buckets[len(h.limits)].Count)
	low, below := 0.0, uint64(0)
	for _, bucket := range buckets {
		inside := bucket.Count - below
		if inside > 0 && float64(bucket.Count) >= rank {
			if math.IsInf(bucket.Le, 1) {
				return low, nil
			}
			return low + (bucket.Le-low)*(rank-float64(below))/float64(inside), nil
		}
		low, below = bucket.Le, bucket.Count
	}
	return math.NaN(), nil
}

// Merge returns a new histogram with the observations of both. It refuses a histogram with other limits.
func (h *Histogram) Merge(other *Histogram) (*Histogram, error) {
	if !slices.Equal(h.limits, other.limits) {
		return nil, fmt.Errorf("%w: the limits differ: %v and %v", ErrRange, h.limits, other.limits)
	}
	both := &Histogram{limits: h.limits, inside: h.counts()}
	for i, inside := range other.counts() {
		both.inside[i] += inside
	}
	return both, nil
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
	return func(m *Metrics) { m.limits = slices.Clone(limits) }
}

// WithMaxEndpoints says how many endpoints keep a name of their own, from 0. The default is 100.
func WithMaxEndpoints(n int) Option {
	return func(m *Metrics) { m.maxEndpoints = n }
}

type labels struct{ method, endpoint, statusCode string }

// Metrics records the requests of one service instance. Many goroutines use it at once.
type Metrics struct {
	limits       []float64
	maxEndpoints int
	lock         sync.Mutex
	endpoints    map[string]bool
	series       map[labels]*Histogram
}

// NewMetrics takes options that are valid.
func NewMetrics(options ...Option) *Metrics {
	m := &Metrics{limits: DefBuckets, maxEndpoints: 100, endpoints: map[string]bool{}, series: map[labels]*Histogram{}}
	for _, option := range options {
		option(m)
	}
	return m
}

var statusCodes = regexp.MustCompile(`^[1-5][0-9]{2}$`)

// RecordRequest refuses a status code or a duration that is not valid.
func (m *Metrics) RecordRequest(method, endpoint, statusCode string, duration time.Duration) error {
	if !statusCodes.MatchString(statusCode) || duration < 0 {
		return fmt.Errorf("%w: status code %q, duration %v", ErrRange, statusCode, duration)
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	key := labels{method, m.nameOf(endpoint), statusCode}
	if m.series[key] == nil {
		h, err := NewHistogram(m.limits)
		if err != nil {
			return err
		}
		m.series[key] = h
	}
	return m.series[key].Observe(duration.Seconds())
}

func (m *Metrics) nameOf(endpoint string) string {
	if endpoint == "other" || m.endpoints[endpoint] {
		return endpoint
	}
	if len(m.endpoints) >= m.maxEndpoints {
		return "other"
	}
	m.endpoints[endpoint] = true
	return endpoint
}

// Series returns one entry for each combination of labels that was recorded, in any order, as it is now.
func (m *Metrics) Series() []Series {
	m.lock.Lock()
	defer m.lock.Unlock()
	var list []Series
	for key, h := range m.series {
		duration := &Histogram{limits: h.limits, inside: h.counts()}
		requests := h.countUpTo(math.Inf(1))
		list = append(list, Series{key.method, key.endpoint, key.statusCode, requests, duration})
	}
	return list
}

// countUpTo returns the observations of at most le, which is a limit or +Inf.
func (h *Histogram) countUpTo(le float64) uint64 {
	buckets := h.Snapshot()
	return buckets[slices.IndexFunc(buckets, func(b Bucket) bool { return b.Le == le })].Count
}

// Totals returns all requests, and those that the server failed.
func (m *Metrics) Totals() Totals {
	var totals Totals
	for _, one := range m.Series() {
		totals.Requests += one.Requests
		if one.StatusCode[0] == '5' {
			totals.Errors += one.Requests
		}
	}
	return totals
}

// Apdex is between 0 and 1, and NaN when nothing was recorded. It refuses a target of which the buckets cannot tell.
func (m *Metrics) Apdex(target time.Duration) (float64, error) {
	satisfied, tolerated := target.Seconds(), 4*target.Seconds()
	if !slices.Contains(m.limits, satisfied) || !slices.Contains(m.limits, tolerated) {
		return 0, fmt.Errorf("%w: %v and %v have to be among the limits %v", ErrRange, satisfied, tolerated, m.limits)
	}
	var requests, halves uint64
	for _, one := range m.Series() {
		requests += one.Requests
		if one.StatusCode[0] != '5' {
			halves += one.Duration.countUpTo(satisfied) + one.Duration.countUpTo(tolerated)
		}
	}
	return float64(halves) / 2 / float64(requests), nil
}
