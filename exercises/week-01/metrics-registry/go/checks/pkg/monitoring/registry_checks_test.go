package monitoring_test

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

type request struct {
	statusCode string
	duration   time.Duration
}

var refused = []request{
	{"", 0}, {"0", 0}, {"20", 0}, {"99", 0}, {"099", 0}, {"600", 0}, {"999", 0}, {"1000", 0}, {"2000", 0}, {" 200", 0}, {"200 ", 0}, {"2 0", 0},
	{"2e2", 0}, {"0xC8", 0}, {"20x", 0}, {"x20", 0}, {"abc", 0}, {"-50", 0}, {"2.5", 0}, {"+20", 0}, {"200\n", 0}, {"200,200", 0}, {"+200", 0}, {"２００", 0}, {"0200", 0}, {"2_0", 0},
	{"200", -1}, {"503", -time.Second}, {"503", math.MinInt64}, {"600", -1},
}

func (r request) call(endpoint string) string {
	return fmt.Sprintf("RecordRequest(\"GET\", %q, %q, %v)", endpoint, r.statusCode, r.duration)
}

func refusedRecordChangesNothing(t *testing.T) {
	menu, orders := labels{"GET", "/menu", "200"}, labels{"GET", "/orders", "200"}
	for _, bad := range refused {
		m, expected := monitoring.NewMetrics(monitoring.WithMaxEndpoints(2)), recorded{menu: {0.2}}
		record(t, m, menu, 200*ms)
		for _, endpoint := range []string{"/menu", "/new-1", "/new-2", "/menu"} {
			call := bad.call(endpoint)
			expectRefused(t, call, m.RecordRequest("GET", endpoint, bad.statusCode, bad.duration), call)
			expectSeries(t, theList, m.Series(), expected, defaults, fmt.Sprintf("one request to /menu; %s was refused", call))
		}
		record(t, m, orders, 300*ms)
		expected[orders] = []float64{0.3}
		input := fmt.Sprintf("WithMaxEndpoints(2); a request to /menu, refused ones to /new-1 and /new-2 (%q, %v), one to /orders", bad.statusCode, bad.duration)
		expectSeries(t, theList, m.Series(), expected, defaults, input)
	}
	for _, code := range []string{"100", "599", "302"} {
		m, one := monitoring.NewMetrics(), labels{"GET", "/menu", code}
		record(t, m, one, 0)
		expectSeries(t, theList, m.Series(), recorded{one: {0}}, defaults, fmt.Sprintf("GET /menu with %s in 0 s", code))
	}
}

func expectTotals(t *testing.T, m *monitoring.Metrics, requests, errors uint64, input string) {
	t.Helper()
	if totals := m.Totals(); totals.Requests != requests || totals.Errors != errors {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("Totals has %d requests and %d errors, expected %d and %d.", totals.Requests, totals.Errors, requests, errors),
			Input:    input,
			Expected: fmt.Sprintf("Requests: %d, Errors: %d", requests, errors),
			Actual:   fmt.Sprintf("Requests: %d, Errors: %d", totals.Requests, totals.Errors),
		})
	}
}

func countsErrors(t *testing.T) {
	m := monitoring.NewMetrics()
	expectTotals(t, m, 0, 0, "NewMetrics()")
	var requests, errors uint64
	for _, endpoint := range []string{"/orders", "/menu", "/loyalty"} {
		for code := range strings.FieldsSeq("100 199 200 204 299 301 399 400 401 404 418 429 499 500 501 502 503 504 550 599") {
			record(t, m, labels{"GET", endpoint, code}, 100*ms)
			requests++
			if code >= "500" {
				errors++
			}
			expectTotals(t, m, requests, errors, fmt.Sprintf("%d requests, the last one GET %s with %s", requests, endpoint, code))
		}
	}
	for _, bad := range refused[len(refused)-5:] {
		call := bad.call("/menu")
		expectRefused(t, call, m.RecordRequest("GET", "/menu", bad.statusCode, bad.duration), call)
		expectTotals(t, m, requests, errors, fmt.Sprintf("%d requests; %s was refused", requests, call))
	}
	onlyErrors(t)
}

// onlyErrors has two goroutines record failures while another one asks: at each moment all requests are errors.
func onlyErrors(t *testing.T) {
	for range crowdRounds {
		m := monitoring.NewMetrics()
		var next atomic.Int64
		whileOthersWrite(t, 2, func(int) {
			_ = m.RecordRequest("GET", paths[next.Add(1)%12], "503", ms)
		}, func() *checkkit.Told {
			if totals := m.Totals(); totals.Requests != totals.Errors {
				return &checkkit.Told{
					Message:  "Totals that are asked for while others record are of two moments.",
					Input:    "two goroutines record requests with 503 only, while another one asks",
					Expected: "as many errors as requests",
					Actual:   fmt.Sprintf("Requests: %d, Errors: %d", totals.Requests, totals.Errors),
				}
			}
			return nil
		})
	}
}

// capped are metrics, and beside them what has to be recorded.
type capped struct {
	metrics  *monitoring.Metrics
	most     int
	names    []string
	expected recorded
}

func newCapped(most int, options ...monitoring.Option) *capped {
	return &capped{monitoring.NewMetrics(options...), most, nil, recorded{}}
}

func (c *capped) record(t *testing.T, method, endpoint, code string) {
	t.Helper()
	record(t, c.metrics, labels{method, endpoint, code}, 200*ms)
	if endpoint != "other" && !slices.Contains(c.names, endpoint) && len(c.names) < c.most {
		c.names = append(c.names, endpoint)
	}
	if !slices.Contains(c.names, endpoint) {
		endpoint = "other"
	}
	key := labels{method, endpoint, code}
	c.expected[key] = append(c.expected[key], 0.2)
}

func (c *capped) expect(t *testing.T, input string) {
	t.Helper()
	expectSeries(t, theList, c.metrics.Series(), c.expected, defaults, input)
}

func capsEndpoints(t *testing.T) {
	c := newCapped(100)
	for i := range 2_000 {
		c.record(t, "GET", fmt.Sprint("/orders/", i), "200")
	}
	c.expect(t, "GET /orders/0 … /orders/1999, each once")
	for _, path := range []string{"/orders/0", "/orders/99", "/orders/57", "/orders/100", "/orders/1999", "/menu"} {
		for _, one := range []labels{{"POST", path, "200"}, {"GET", path, "503"}, {"GET", path, "200"}} {
			c.record(t, one.method, path, one.statusCode)
		}
		c.expect(t, fmt.Sprintf("GET /orders/0 … /orders/1999, each once; then other requests, the last ones to %s", path))
	}
	for _, most := range []int{0, 1, 2, 12} {
		roundsOf(t, most)
	}
	for _, place := range []int{0, 2, 3, 5} {
		c := newCapped(3, monitoring.WithMaxEndpoints(3))
		paths := slices.Insert([]string{"/a", "/b", "Other", "/d", "/e"}, place, "other")
		for i, path := range slices.Repeat(paths, 2) {
			c.record(t, "GET", path, "200")
			c.expect(t, fmt.Sprintf("WithMaxEndpoints(3); GET %v twice, after %d of them", paths, i+1))
		}
	}
	paths := []string{"/a", "", " /a", "/A", "/a/", " other", "OTHER"}
	for _, most := range []int{1, 4} {
		c := newCapped(most, monitoring.WithMaxEndpoints(most))
		for _, path := range slices.Repeat(paths, 2) {
			c.record(t, "GET", path, "200")
		}
		c.expect(t, fmt.Sprintf("WithMaxEndpoints(%d); GET %q, all of them twice", most, paths))
	}
	manyNames(t)
}

func roundsOf(t *testing.T, most int) {
	c := newCapped(most, monitoring.WithMaxEndpoints(most))
	for round := range 3 {
		for i := range 15 {
			method, code := []string{"GET", "POST"}[i%2], []string{"500", "200", "200"}[i%3]
			c.record(t, method, fmt.Sprint("/p", i), code)
			c.expect(t, fmt.Sprintf("WithMaxEndpoints(%d); /p0 … /p14 in three rounds, up to /p%d in round %d", most, i, round+1))
		}
	}
}

// manyNames has four goroutines bring a new endpoint each when one place is left, and one that all of them bring, while a fifth
// one lists a long list again and again: whoever wants to record has to wait for it, and all of them go on at once.
func manyNames(t *testing.T) {
	for range 2 * crowdRounds {
		m := monitoring.NewMetrics(monitoring.WithMaxEndpoints(most))
		for i := range most - 1 {
			record(t, m, labels{"GET", fmt.Sprint("/known-", i), "200"}, ms)
		}
		var isListing atomic.Bool
		var left atomic.Int32
		left.Store(4)
		crowd(t, 5, func(number int) {
			if number == 4 {
				for left.Load() > 0 {
					isListing.Store(true)
					m.Series()
				}
				return
			}
			for !isListing.Load() {
				runtime.Gosched()
			}
			_ = m.RecordRequest("GET", paths[number], "200", ms)
			_ = m.RecordRequest("POST", "/known-0", "200", ms)
			left.Add(-1)
		})
		expectNames(t, m.Series())
	}
}

const most = 100

func expectNames(t *testing.T, list []monitoring.Series) {
	t.Helper()
	requests := uint64(0)
	for _, one := range list {
		requests += one.Requests
	}
	told := checkkit.Told{
		Input:  "WithMaxEndpoints(100), of which 99 are taken; four goroutines record a request each to an endpoint of its own and one to POST /known-0, at once",
		Actual: namesOf(list),
	}
	if len(list) != most+2 {
		told.Message = fmt.Sprintf("Four goroutines brought a new endpoint each, and the list has %d series, expected %d.", len(list), most+2)
		told.Expected = "99 series of GET, one of POST, one of the endpoint that came first, and other"
		checkkit.Fail(t, told)
	}
	if requests != most-1+8 {
		told.Message = fmt.Sprintf("Of %d requests, %d are in the series.", most-1+8, requests)
		told.Expected, told.Actual = fmt.Sprint(most-1+8), fmt.Sprint(requests)
		checkkit.Fail(t, told)
	}
}
