package monitoring_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

// listOf is the list that a histogram with these limits has to show after these values.
func listOf(limits, values []float64) []monitoring.Bucket {
	var list []monitoring.Bucket
	for _, le := range append(slices.Clone(limits), math.Inf(1)) {
		count := uint64(0)
		for _, value := range values {
			if value <= le {
				count++
			}
		}
		list = append(list, monitoring.Bucket{Le: le, Count: count})
	}
	return list
}

func expectList(t *testing.T, of string, actual, expected []monitoring.Bucket, input string) {
	t.Helper()
	if wrong := problemOf(actual, expected); wrong != "" {
		checkkit.Fail(t, checkkit.Told{Message: of + " " + wrong, Input: input, Expected: lineOf(expected), Actual: lineOf(actual)})
	}
}

func problemOf(actual, expected []monitoring.Bucket) string {
	if len(actual) != len(expected) {
		return fmt.Sprintf("has %d buckets, expected %d.%s", len(actual), len(expected), missing(actual, expected))
	}
	for i, wanted := range expected {
		if actual[i].Le != wanted.Le {
			return fmt.Sprintf("has Le %v in place %d, expected %v.", actual[i].Le, i+1, wanted.Le)
		}
		if actual[i].Count != wanted.Count {
			return fmt.Sprintf("counts %d in the bucket with Le %v, expected %d.", actual[i].Count, wanted.Le, wanted.Count)
		}
	}
	return ""
}

// missing names the limits that are in no bucket, when they are few.
func missing(actual, expected []monitoring.Bucket) string {
	var names []string
	for _, wanted := range expected {
		if !slices.ContainsFunc(actual, func(b monitoring.Bucket) bool { return b.Le == wanted.Le }) {
			names = append(names, fmt.Sprint(wanted.Le))
		}
	}
	if len(names) == 0 || len(names) > 3 {
		return ""
	}
	return " None of them has Le " + strings.Join(names, ", ") + "."
}

func lineOf(list []monitoring.Bucket) string {
	if len(list) == 0 {
		return "no buckets"
	}
	var parts []string
	for _, bucket := range list {
		parts = append(parts, fmt.Sprintf("Le %v: %d", bucket.Le, bucket.Count))
	}
	return strings.Join(parts, ", ")
}

// expectCounts wants the histogram to list what was observed.
func expectCounts(t *testing.T, h *monitoring.Histogram, limits, values []float64, input string) {
	t.Helper()
	expectList(t, "The list", h.Snapshot(), listOf(limits, values), input)
}

func histogram(t *testing.T, limits, values []float64) *monitoring.Histogram {
	t.Helper()
	h, err := monitoring.NewHistogram(slices.Clone(limits))
	input := fmt.Sprintf("NewHistogram(%v)", limits)
	if err != nil || h == nil {
		checkkit.Fail(t, checkkit.Told{Message: "These limits are refused.", Input: input, Expected: "a histogram and nil", Actual: fmt.Sprintf("%v, %v", h, err)})
	}
	for _, value := range values {
		observe(t, h, value)
	}
	return h
}

func observe(t *testing.T, h *monitoring.Histogram, value float64) {
	t.Helper()
	expectAccepted(t, fmt.Sprintf("Observe(%v)", value), h.Observe(value))
}

func expectAccepted(t *testing.T, call string, err error) {
	t.Helper()
	if err != nil {
		checkkit.Fail(t, checkkit.Told{Message: call + " returned an error.", Input: call, Expected: "nil", Actual: err.Error()})
	}
}

func expectRefused(t *testing.T, call string, err error, input string) {
	t.Helper()
	if !errors.Is(err, monitoring.ErrRange) {
		checkkit.Fail(t, checkkit.Told{
			Message:  call + " has to return an error in which errors.Is finds ErrRange.",
			Input:    input,
			Expected: "ErrRange",
			Actual:   wordsOf(err),
		})
	}
}

func wordsOf(err error) string {
	if err == nil {
		return "nil: it was accepted"
	}
	return fmt.Sprintf("another error: %v", err)
}

func isNear(actual, expected float64) bool {
	return actual == expected || math.IsNaN(actual) && math.IsNaN(expected) || math.Abs(actual-expected) <= 1e-9*math.Abs(expected)
}

func expectQuantile(t *testing.T, h *monitoring.Histogram, q, expected float64, input string) {
	t.Helper()
	actual, err := h.Quantile(q)
	expectAccepted(t, fmt.Sprintf("Quantile(%v)", q), err)
	if !isNear(actual, expected) {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("Quantile(%v) is %.5g, expected %.5g.", q, actual, expected),
			Input:    input,
			Expected: fmt.Sprint(expected),
			Actual:   fmt.Sprint(actual),
		})
	}
}

func repeat(count int, value float64) []float64 {
	return slices.Repeat([]float64{value}, count)
}
