package monitoring_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

// Written down here: what the learner does to DefBuckets has no say.
var (
	defaults = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}
	fifteen  = []float64{0.5, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 100, 144, 233, 1000}
)

func listsEveryLimit(t *testing.T) {
	expectCounts(t, histogram(t, nil, nil), defaults, nil, "NewHistogram(nil)")
	for _, limits := range [][]float64{defaults, {3, 20, 100}, {7}, fifteen, {5e-324, 1e308}} {
		expectCounts(t, histogram(t, limits, nil), limits, nil, fmt.Sprintf("NewHistogram(%v)", limits))
	}
}

func bucketsCumulate(t *testing.T) {
	for _, limit := range defaults {
		for _, value := range []float64{limit, limit + 1e-9} {
			expectCounts(t, histogram(t, nil, []float64{value}), defaults, []float64{value}, fmt.Sprintf("default limits; observed %v", value))
		}
	}
	aMixture(t)
	callersSliceChanges(t)
	listsAreCopies(t)
	manyObserve(t)
}

func aMixture(t *testing.T) {
	limits := []float64{3, 20, 100}
	values := []float64{2.5, 5000, 0, 20, 100.5, 3, 19.99, 1e308, 100, math.Copysign(0, -1), 3.5, 64, 1e6, 4, 101, 20.5, 10, 1000}
	h := histogram(t, limits, nil)
	for i, value := range values {
		observe(t, h, value)
		expectCounts(t, h, limits, values[:i+1], fmt.Sprintf("limits %v; observed %v", limits, values[:i+1]))
	}
}

func callersSliceChanges(t *testing.T) {
	limits := slices.Clone(fifteen)
	h, err := monitoring.NewHistogram(limits)
	expectAccepted(t, fmt.Sprintf("NewHistogram(%v)", limits), err)
	input := fmt.Sprintf("NewHistogram(limits) with %v; then the slice is changed", fifteen)
	limits[0], limits[14] = 99, 3
	expectCounts(t, h, fifteen, nil, input)
	values := []float64{0.5, 0.6, 34, 90, 144.5, 1000, 1001}
	for _, value := range values {
		observe(t, h, value)
	}
	expectCounts(t, h, fifteen, values, fmt.Sprintf("%s; observed %v", input, values))
}

func listsAreCopies(t *testing.T) {
	limits, values := []float64{1, 2, 4}, []float64{0.5, 3, 9, 2, 1}
	h := histogram(t, limits, nil)
	var held [][]monitoring.Bucket
	for i, value := range values {
		observe(t, h, value)
		held = append(held, h.Snapshot())
		for at, list := range held {
			input := fmt.Sprintf("limits %v; observed %v; the list was taken after %d", limits, values[:i+1], at+1)
			expectList(t, "A list that was returned before", list, listOf(limits, values[:at+1]), input)
		}
		list := h.Snapshot()
		for at := range list {
			list[at] = monitoring.Bucket{Le: 77, Count: 77}
		}
		expectCounts(t, h, limits, values[:i+1], fmt.Sprintf("limits %v; observed %v; a returned list was changed", limits, values[:i+1]))
	}
}

// manyObserve has three goroutines observe a small and a large value in turn while another one reads.
func manyObserve(t *testing.T) {
	for range crowdRounds {
		h := histogram(t, wide(), nil)
		input := "limits 1, 2, … 96; three goroutines observe 0.5 and 999 in turn, while another one reads"
		var before uint64
		whileOthersWrite(t, 3, func(int) {
			_ = h.Observe(0.5)
			_ = h.Observe(999)
		}, func() *checkkit.Told {
			list := h.Snapshot()
			if told := smallAheadOfLarge(list, 3, input); told != nil {
				return told
			}
			all := list[len(list)-1].Count
			if all < before {
				return &checkkit.Told{Message: "A list counts less than the one before.", Input: input, Expected: fmt.Sprint(before, " or more"), Actual: fmt.Sprint(all)}
			}
			before = all
			return nil
		})
	}
	noneIsLost(t)
}

func noneIsLost(t *testing.T) {
	h := histogram(t, []float64{1, 2}, nil)
	crowd(t, 8, func(int) {
		for range 500 {
			_ = h.Observe(0.5)
			_ = h.Observe(9)
		}
	})
	input := "eight goroutines observe 0.5 and 9 in turn, 500 times each; at the end"
	expectCounts(t, h, []float64{1, 2}, append(repeat(4_000, 0.5), repeat(4_000, 9)...), input)
}
