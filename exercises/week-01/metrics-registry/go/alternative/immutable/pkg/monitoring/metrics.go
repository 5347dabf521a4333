// Package monitoring counts requests.
package monitoring

import (
	"errors"
	"math"
	"sort"
	"strconv"
	"sync/atomic"
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

// Histogram holds a list of cumulative counts that never changes. An observation puts another one in its place.
type Histogram struct {
	limits []float64
	counts atomic.Pointer[[]uint64]
}

func NewHistogram(limits []float64) (*Histogram, error) {
	if limits == nil {
		limits = DefBuckets
	}
	h := &Histogram{}
	for i, limit := range limits {
		if math.IsNaN(limit) || math.IsInf(limit, 0) || limit <= 0 || i > 0 && limit <= limits[i-1] {
			return nil, ErrRange
		}
		h.limits = append(h.limits, limit)
	}
	if h.limits == nil {
		return nil, ErrRange
	}
	counts := make([]uint64, len(limits)+1)
	h.counts.Store(&counts)
	return h, nil
}

func (h *Histogram) Observe(value float64) error {
	if math.IsNaN(value) || math.IsInf(value, 0) || value < 0 {
		return errors.Join(errors.New("not an observation"), ErrRange)
	}
	first := sort.SearchFloat64s(h.limits, value)
	for {
		old := h.counts.Load()
		counts := append([]uint64(nil), *old...)
		for i := first; i < len(counts); i++ {
			counts[i]++
		}
		if h.counts.CompareAndSwap(old, &counts) {
			return nil
		}
	}
}

func (h *Histogram) Snapshot() []Bucket {
	var buckets []Bucket
	for i, count := range *h.counts.Load() {
		buckets = append(buckets, Bucket{Le: append(h.limits[:len(h.limits):len(h.limits)], math.Inf(1))[i], Count: count})
	}
	return buckets
}

func (h *Histogram) Quantile(q float64) (float64, error) {
	if math.IsNaN(q) || q < 0 || q > 1 {
		return math.NaN(), ErrRange
	}
	counts := *h.counts.Load()
	last := len(h.limits)
	n := float64(counts[last])
	if n == 0 {
		return math.NaN(), nil
	}
	at := 0
	for float64(counts[at]) < q*n || counts[at] == 0 || at > 0 && counts[at] == counts[at-1] {
		at++
	}
	if at == last {
		return h.limits[last-1], nil
	}
	low, below := 0.0, 0.0
	if at > 0 {
		low, below = h.limits[at-1], float64(counts[at-1])
	}
	return low + (q*n-below)/(float64(counts[at])-below)*(h.limits[at]-low), nil
}

func (h *Histogram) Merge(other *Histogram) (*Histogram, error) {
	if len(h.limits) != len(other.limits) {
		return nil, ErrRange
	}
	for i, limit := range h.limits {
		if other.limits[i] != limit {
			return nil, ErrRange
		}
	}
	merged, _ := NewHistogram(h.limits)
	one, two, sum := *h.counts.Load(), *other.counts.Load(), *merged.counts.Load()
	for i := range sum {
		sum[i] = one[i] + two[i]
	}
	return merged, nil
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

func WithBuckets(limits []float64) Option {
	limits = append([]float64{}, limits...)
	return func(m *Metrics) { m.limits = limits }
}

func WithMaxEndpoints(n int) Option {
	return func(m *Metrics) { m.free = n }
}

// Metrics keeps every request. Whoever holds the token may use them.
type Metrics struct {
	limits   []float64
	free     int
	token    chan struct{}
	names    []string
	requests []request
}

type request struct {
	method, endpoint string
	code             int
	duration         time.Duration
}

func NewMetrics(options ...Option) *Metrics {
	m := &Metrics{limits: DefBuckets, free: 100, token: make(chan struct{}, 1)}
	for _, option := range options {
		option(m)
	}
	m.token <- struct{}{}
	return m
}

func (m *Metrics) RecordRequest(method, endpoint, statusCode string, duration time.Duration) error {
	code, err := strconv.Atoi(statusCode)
	if err != nil || strconv.Itoa(code) != statusCode || code < 100 || code > 599 || duration < 0 {
		return ErrRange
	}
	<-m.token
	m.requests = append(m.requests, request{method, m.named(endpoint), code, duration})
	m.token <- struct{}{}
	return nil
}

func (m *Metrics) named(endpoint string) string {
	for _, name := range m.names {
		if name == endpoint {
			return name
		}
	}
	if m.free == 0 || endpoint == "other" {
		return "other"
	}
	m.free--
	m.names = append(m.names, endpoint)
	return endpoint
}

func (m *Metrics) all() []request {
	<-m.token
	defer func() { m.token <- struct{}{} }()
	return append([]request(nil), m.requests...)
}

func (m *Metrics) Series() []Series {
	found := map[string]map[string]map[int]*Series{}
	var list []*Series
	for _, r := range m.all() {
		if found[r.endpoint] == nil {
			found[r.endpoint] = map[string]map[int]*Series{}
		}
		if found[r.endpoint][r.method] == nil {
			found[r.endpoint][r.method] = map[int]*Series{}
		}
		one := found[r.endpoint][r.method][r.code]
		if one == nil {
			h, err := NewHistogram(m.limits)
			if err != nil {
				panic(err)
			}
			one = &Series{Method: r.method, Endpoint: r.endpoint, StatusCode: strconv.Itoa(r.code), Duration: h}
			found[r.endpoint][r.method][r.code] = one
			list = append(list, one)
		}
		one.Requests++
		if err := one.Duration.Observe(r.duration.Seconds()); err != nil {
			panic(err)
		}
	}
	series := []Series{}
	for _, one := range list {
		series = append(series, *one)
	}
	return series
}

func (m *Metrics) Totals() Totals {
	var totals Totals
	for _, r := range m.all() {
		totals.Requests++
		if r.code >= 500 {
			totals.Errors++
		}
	}
	return totals
}

func (m *Metrics) Apdex(target time.Duration) (float64, error) {
	known := 0
	for _, limit := range m.limits {
		if limit == target.Seconds() || limit == (4*target).Seconds() {
			known++
		}
	}
	if known != 2 {
		return 0, ErrRange
	}
	points, requests := 0.0, m.all()
	for _, r := range requests {
		switch {
		case r.code >= 500 || r.duration > 4*target:
		case r.duration > target:
			points += 0.5
		default:
			points++
		}
	}
	return points / float64(len(requests)), nil
}
