package monitoring_test

import (
	"fmt"
	"math"
	"sync/atomic"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

type requests struct {
	count      int
	statusCode string
	duration   time.Duration
}

func (r requests) String() string {
	return fmt.Sprintf("%d × %s in %v", r.count, r.statusCode, r.duration)
}

func recordAll(t *testing.T, m *monitoring.Metrics, all []requests) {
	t.Helper()
	endpoint := 0
	for _, one := range all {
		for range one.count {
			record(t, m, labels{"GET", fmt.Sprint("/p", endpoint%12), one.statusCode}, one.duration)
			endpoint++
		}
	}
}

func expectApdex(t *testing.T, m *monitoring.Metrics, target time.Duration, expected float64, input string) {
	t.Helper()
	actual, err := m.Apdex(target)
	expectAccepted(t, fmt.Sprintf("Apdex(%v)", target), err)
	if !isNear(actual, expected) {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("Apdex(%v) is %.5g, expected %.5g.", target, actual, expected),
			Input:    input,
			Expected: fmt.Sprint(expected),
			Actual:   fmt.Sprint(actual),
		})
	}
}

var wellKnown = []requests{{60, "200", 200 * ms}, {30, "200", 800 * ms}, {10, "200", 3 * time.Second}}

func apdex(t *testing.T) {
	for _, one := range []struct {
		target   time.Duration
		expected float64
		requests []requests
	}{
		{250 * ms, 0.75, wellKnown},
		{250 * ms, 1, []requests{{4, "200", 250 * ms}}},
		{250 * ms, 0.5, []requests{{4, "200", time.Second}}},
		{250 * ms, 0.25, []requests{{2, "200", 250*ms + 1}, {2, "200", time.Second + 1}}},
		{250 * ms, 1, []requests{{4, "200", 0}}},
		{250 * ms, 0, []requests{{4, "200", 30 * time.Second}}},
		{250 * ms, 0.7, []requests{{300, "200", 100 * ms}, {100, "503", 100 * ms}, {100, "200", 300 * ms}}},
		{250 * ms, 0.375, []requests{{1, "404", 100 * ms}, {1, "499", 300 * ms}, {2, "429", 3 * time.Second}}},
		{250 * ms, 0.25, []requests{{2, "500", 100 * ms}, {2, "503", 100 * ms}, {2, "599", 300 * ms}, {2, "200", 100 * ms}}},
		{250 * ms, 0, []requests{{5, "503", 10 * ms}}},
		{25 * ms, 0.375, []requests{{1, "100", 20 * ms}, {1, "302", 100 * ms}, {2, "200", 200 * ms}}},
		{2500 * ms, 0.375, []requests{{1, "200", 2 * time.Second}, {1, "200", 10 * time.Second}, {2, "200", 11 * time.Second}}},
		{250 * ms, math.NaN(), nil},
	} {
		m := monitoring.NewMetrics()
		recordAll(t, m, one.requests)
		expectApdex(t, m, one.target, one.expected, fmt.Sprint(one.requests))
	}
	own := monitoring.NewMetrics(monitoring.WithBuckets([]float64{0.3, 1.2, 3}))
	some := []requests{{2, "200", 300 * ms}, {1, "200", 1200 * ms}, {1, "200", 1300 * ms}}
	recordAll(t, own, some)
	expectApdex(t, own, 300*ms, 0.625, fmt.Sprint("WithBuckets 0.3, 1.2, 3; ", some))
	for most := range 2 {
		m := monitoring.NewMetrics(monitoring.WithMaxEndpoints(most))
		some := append([]requests{{20, "503", 100 * ms}}, wellKnown...)
		recordAll(t, m, some)
		input := fmt.Sprintf("WithMaxEndpoints(%d), twelve endpoints; %v", most, some)
		expectTotals(t, m, 120, 20, input)
		expectApdex(t, m, 250*ms, 0.625, input)
	}
	cannotTell(t)
	allSatisfied(t)
}

// cannotTell has targets that are not limits, of which 4 × T is none, of which 4 × T alone is one, and with 4 × T above the last.
func cannotTell(t *testing.T) {
	for _, target := range []time.Duration{
		0, -250 * ms, 300 * ms, 500 * ms, 100 * ms, 5 * ms, 125 * ms, 12_500 * time.Microsecond, 5 * time.Second, 10 * time.Second, 20 * time.Second,
		250*ms + 1, 249 * ms,
	} {
		for _, some := range [][]requests{nil, wellKnown} {
			m := monitoring.NewMetrics()
			recordAll(t, m, some)
			_, err := m.Apdex(target)
			expectRefused(t, fmt.Sprintf("Apdex(%v)", target), err, fmt.Sprint("default limits; requests: ", some))
		}
	}
}

// allSatisfied has two goroutines record requests that are fast while another one asks: at each moment all are satisfied.
func allSatisfied(t *testing.T) {
	for range crowdRounds {
		m := monitoring.NewMetrics()
		record(t, m, labels{"GET", "/p0", "200"}, ms)
		var next atomic.Int64
		whileOthersWrite(t, 2, func(int) {
			_ = m.RecordRequest("GET", paths[next.Add(1)%12], "200", ms)
		}, func() *checkkit.Told {
			if rate, err := m.Apdex(250 * ms); err != nil || rate != 1 {
				return &checkkit.Told{
					Message:  "An Apdex that is asked for while others record is of two moments.",
					Input:    "two goroutines record requests of 1 ms with 200, while another one asks for Apdex(250ms)",
					Expected: "1, nil",
					Actual:   fmt.Sprintf("%v, %v", rate, err),
				}
			}
			return nil
		})
	}
}
