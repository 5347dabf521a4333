package monitoring_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

const ms = time.Millisecond

const theList = "The list of series"

var apart = []labels{
	{"GET", "/orders", "200"}, {"GET", "/orders", "201"}, {"GET", "/orders", "503"}, {"get", "/orders", "200"}, {"GET", "/Orders", "200"},
	{"GET", " /orders", "200"}, {"GET", "/orders ", "200"}, {"GET ", "/orders", "200"}, {"GET", "/orders/", "200"}, {"POST", "/orders", "200"},
	{"a\\", "b|c", "200"}, {"a|b\\", "c", "200"}, {"", "", "200"}, {"", "/menu", "200"}, {"/menu", "", "200"},
	{"GET", "/orders%20", "200"}, {"GET", "/orders+", "200"}, {"GET", "/orders?page=1", "200"}, {"GET", "/orders?page=2", "200"},
	{"GET", "/orders/7", "200"}, {"GET", "/orders/8", "200"}, {"GET", "/caf\u00e9", "200"}, {"GET", "/cafe\u0301", "200"},
}

// separators are texts that labels could be joined by.
var separators = []string{
	"|", "||", ",", ", ", ":", "::", ";", "-", "_", ".", "/", "#", "&", "=", " ", "\"", "\",\"", "\t", "\n", "\x00", "\x01", "\x1f", "",
}

func init() {
	for _, text := range separators {
		apart = append(apart, labels{"a" + text + "b", "c", "200"}, labels{"a", "b" + text + "c", "200"})
	}
}

func seriesStayApart(t *testing.T) {
	expectSeries(t, theList, monitoring.NewMetrics().Series(), recorded{}, defaults, "NewMetrics()")
	withTheDefaults(t)
	allApart(t)
	limitsOfTheirOwn(t)
	seriesAreCopies(t)
	manyRecord(t)
	inTurn(t)
}

func withTheDefaults(t *testing.T) {
	m, menu, expected := monitoring.NewMetrics(), labels{"GET", "/menu", "200"}, recorded{}
	for _, duration := range []time.Duration{0, 5 * ms, 100 * ms, 3 * time.Second, 10 * time.Second, 10*time.Second + 1, 1_500 * time.Microsecond} {
		record(t, m, menu, duration)
		expected[menu] = append(expected[menu], duration.Seconds())
		expectSeries(t, theList, m.Series(), expected, defaults, fmt.Sprintf("GET /menu with 200, the last one took %v", duration))
	}
}

// allApart gives number i i + 1 requests, in rounds.
func allApart(t *testing.T) {
	m, expected := monitoring.NewMetrics(), recorded{}
	for round := range apart {
		for _, one := range apart[round:] {
			duration := time.Duration(round%7) * 250 * ms
			record(t, m, one, duration)
			expected[one] = append(expected[one], duration.Seconds())
		}
	}
	input := fmt.Sprintf("%d combinations of labels, each with a number of requests of its own", len(apart))
	expectSeries(t, theList, m.Series(), expected, defaults, input)
	var all []float64
	for _, seconds := range expected {
		all = append(all, seconds...)
	}
	merged := histogram(t, defaults, nil)
	for _, one := range m.Series() {
		merged = merge(t, merged, one.Duration)
	}
	expectCounts(t, merged, defaults, all, input+"; the durations of all series, merged")
}

func limitsOfTheirOwn(t *testing.T) {
	limits := []float64{0.3, 1.2, 3}
	m := monitoring.NewMetrics(monitoring.WithBuckets(limits))
	menu, orders := labels{"GET", "/menu", "200"}, labels{"GET", "/orders", "200"}
	record(t, m, menu, 300*ms)
	limits[0], limits[2] = 0.5, 9
	record(t, m, menu, 400*ms)
	record(t, m, orders, 400*ms)
	expected := recorded{menu: {0.3, 0.4}, orders: {0.4}}
	expectSeries(t, theList, m.Series(), expected, []float64{0.3, 1.2, 3}, "WithBuckets 0.3, 1.2, 3, and the slice is changed after the first request")
}

func seriesAreCopies(t *testing.T) {
	type taken struct {
		list     []monitoring.Series
		expected recorded
	}
	m, expected := monitoring.NewMetrics(), recorded{}
	var held []taken
	for i, endpoint := range []string{"/menu", "/orders", "/menu", "/menu", "/orders"} {
		one := labels{"GET", endpoint, "200"}
		record(t, m, one, 200*ms)
		expected[one] = append(expected[one], 0.2)
		held = append(held, taken{m.Series(), expected.clone()})
		for at, before := range held {
			input := fmt.Sprintf("GET /menu, /orders, /menu, /menu, /orders: after %d of them; the list was taken after %d", i+1, at+1)
			expectSeries(t, "A list that was returned before", before.list, before.expected, defaults, input)
		}
		list := m.Series()
		for at := range list {
			observe(t, list[at].Duration, 3)
			list[at] = monitoring.Series{Method: "X", Requests: 77}
		}
		expectSeries(t, theList, m.Series(), expected, defaults, fmt.Sprintf("%d requests; a returned list and its durations were changed", i+1))
	}
}

// manyRecord has eight goroutines record requests to five endpoints.
func manyRecord(t *testing.T) {
	m, expected := monitoring.NewMetrics(), recorded{}
	for i := range 5 {
		expected[labels{"GET", fmt.Sprint("/p", i), "200"}] = repeat(8*20, 0.2)
	}
	crowd(t, 8, func(int) {
		for i := range 100 {
			_ = m.RecordRequest("GET", fmt.Sprint("/p", i%5), "200", 200*ms)
		}
	})
	expectSeries(t, theList, m.Series(), expected, defaults, "eight goroutines record 100 requests each to /p0 … /p4; at the end")
}

// inTurn has three goroutines record requests to twelve endpoints in turn while another one reads: at each moment an endpoint has
// as many as those after it, or one more for each goroutine.
func inTurn(t *testing.T) {
	input := "three goroutines record requests to /p0 … /p11 in turn, while another one reads"
	for range crowdRounds {
		m, next := monitoring.NewMetrics(), [3]int{}
		whileOthersWrite(t, 3, func(number int) {
			_ = m.RecordRequest("GET", paths[next[number]%12], "200", 200*ms)
			next[number]++
		}, func() *checkkit.Told {
			counts := make([]uint64, 12)
			for _, one := range m.Series() {
				if list := one.Duration.Snapshot(); len(list) != len(defaults)+1 || list[len(defaults)].Count != one.Requests {
					return &checkkit.Told{
						Message: "While others record, a series and its histogram are not of one moment.", Input: input,
						Expected: fmt.Sprintf("%d observations, as many as requests", one.Requests), Actual: lineOf(list),
					}
				}
				if at := slices.Index(paths, one.Endpoint); at >= 0 {
					counts[at] = one.Requests
				}
			}
			for at := range 11 {
				if counts[at] < counts[at+1] || counts[at] > counts[11]+3 {
					return &checkkit.Told{
						Message: "A list of series that is read while others record is none of one moment.", Input: input,
						Expected: "as many requests to each endpoint as to those after it, or up to three more", Actual: fmt.Sprint("requests: ", counts),
					}
				}
			}
			return nil
		})
	}
}

var paths = []string{"/p0", "/p1", "/p2", "/p3", "/p4", "/p5", "/p6", "/p7", "/p8", "/p9", "/p10", "/p11"}
