package monitoring_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

func mergeAdds(t *testing.T) {
	twoInstances(t)
	threeStayApart(t)
	withEmptyAndItself(t)
	oftenWithItself(t)
	twelveInstances(t)
	otherLimits(t)
	crossed(t)
	ofOneMoment(t)
}

func merge(t *testing.T, one, other *monitoring.Histogram) *monitoring.Histogram {
	t.Helper()
	both, err := one.Merge(other)
	expectAccepted(t, "Merge of histograms with the same limits", err)
	if both == nil {
		checkkit.Failf(t, "Merge returned neither a histogram nor an error.")
	}
	return both
}

func twoInstances(t *testing.T) {
	fast, slow := repeat(900, 0.02), repeat(100, 0.4)
	one, other := histogram(t, defaults, fast), histogram(t, defaults, slow)
	input := "one instance: 900 × 0.02 s, the other: 100 × 0.4 s"
	for _, both := range []*monitoring.Histogram{merge(t, one, other), merge(t, other, one)} {
		expectCounts(t, both, defaults, slices.Concat(fast, slow), input+"; merged")
		expectQuantile(t, both, 0.95, 0.375, input+"; merged")
	}
	expectCounts(t, one, defaults, fast, input+"; the first one after the merge")
	expectCounts(t, other, defaults, slow, input+"; the second one after the merge")
}

func threeStayApart(t *testing.T) {
	limits := []float64{1, 2, 4}
	values := [][]float64{{0.5, 3}, {1.5, 9}, {0.5, 3, 1.5, 9}}
	left, right := histogram(t, limits, values[0]), histogram(t, limits, values[1])
	all := []*monitoring.Histogram{left, right, merge(t, left, right)}
	names := []string{"the left one", "the right one", "the merged one"}
	for i, h := range all {
		observe(t, h, 2)
		values[i] = append(values[i], 2)
		for at, other := range all {
			expectCounts(t, other, limits, values[at], fmt.Sprintf("left.Merge(right), then %s observes 2. What is shown is %s", names[i], names[at]))
		}
	}
}

func withEmptyAndItself(t *testing.T) {
	limits := []float64{1, 2, 4}
	for _, one := range [][2][]float64{{nil, {0.5, 3}}, {{0.5, 3}, nil}, {nil, nil}} {
		left, right := histogram(t, limits, one[0]), histogram(t, limits, one[1])
		both := merge(t, left, right)
		input := fmt.Sprintf("%d observations merged with %d", len(one[0]), len(one[1]))
		expectCounts(t, both, limits, slices.Concat(one[0], one[1]), input)
		observe(t, both, 9)
		expectCounts(t, left, limits, one[0], input+"; the left one, after the merged one observed 9")
		expectCounts(t, right, limits, one[1], input+"; the right one, after the merged one observed 9")
	}
	checkkit.LeavableBubble(t, func(t *testing.T) {
		values := []float64{0.5, 3, 9}
		h := histogram(t, limits, values)
		merged := make(chan *monitoring.Histogram, 1)
		go func() {
			both, _ := h.Merge(h)
			merged <- both
		}()
		checkkit.ExpectNoLockWaiters(t, "h.Merge(h) returns")
		if both := <-merged; both == nil {
			checkkit.Failf(t, "h.Merge(h) returned no histogram.")
		} else {
			expectCounts(t, both, limits, slices.Concat(values, values), "h observed 0.5, 3, 9; h.Merge(h)")
		}
		expectCounts(t, h, limits, values, "h observed 0.5, 3, 9; h after h.Merge(h)")
	})
}

// oftenWithItself merges 18 times: more than fits into 16 bits.
func oftenWithItself(t *testing.T) {
	h := histogram(t, []float64{1, 2}, []float64{0.5, 9})
	for range 18 {
		h = merge(t, h, h)
	}
	expected := []monitoring.Bucket{{Le: 1, Count: 1 << 18}, {Le: 2, Count: 1 << 18}, {Le: math.Inf(1), Count: 1 << 19}}
	expectList(t, "The list", h.Snapshot(), expected, "limits 1 and 2; h observed 0.5 and 9; then 18 times h, _ = h.Merge(h)")
}

func twelveInstances(t *testing.T) {
	var all []float64
	merged := histogram(t, defaults, nil)
	for i := range 12 {
		var values []float64
		for j := range 5 + 3*i {
			values = append(values, float64((i*37+j*101)%97)/8)
		}
		merged = merge(t, merged, histogram(t, defaults, values))
		all = append(all, values...)
	}
	expectCounts(t, merged, defaults, all, "twelve instances with 5, 8, … 38 observations, merged")
}

func otherLimits(t *testing.T) {
	limits := []float64{1, 2, 4, 8, 16}
	for _, other := range [][]float64{
		{1, 2, 4, 8}, {1}, {1, 2, 4, 8, 16, 32}, {0.5, 2, 4, 8, 16}, {1, 2, 5, 8, 16}, {1, 2, 4, 8, math.Nextafter(16, 17)}, {1000, 2000, 4000, 8000, 16000},
	} {
		one, two := histogram(t, limits, []float64{1, 3}), histogram(t, other, []float64{1, 3, 9})
		input := fmt.Sprintf("limits %v and %v", limits, other)
		_, err := one.Merge(two)
		expectRefused(t, "Merge of histograms with different limits", err, input)
		_, err = two.Merge(one)
		expectRefused(t, "Merge of histograms with different limits", err, input)
		expectCounts(t, one, limits, []float64{1, 3}, input+"; the first one after the merge was refused")
		expectCounts(t, two, other, []float64{1, 3, 9}, input+"; the second one after the merge was refused")
	}
}

// crossed has two goroutines merge two histograms in both directions while both are observed.
func crossed(t *testing.T) {
	one, other := histogram(t, wide(), nil), histogram(t, wide(), nil)
	crowd(t, 4, func(number int) {
		for range 600 {
			switch number {
			case 0:
				_, _ = one.Merge(other)
			case 1:
				_, _ = other.Merge(one)
			case 2:
				_ = one.Observe(0.5)
			default:
				_ = other.Observe(3)
			}
		}
	})
	input := "one.Merge(other) and other.Merge(one) in two goroutines, while two others observe; then merged once more"
	expectCounts(t, merge(t, one, other), wide(), slices.Concat(repeat(600, 0.5), repeat(600, 3)), input)
}

// ofOneMoment merges a histogram with an empty one while others observe.
func ofOneMoment(t *testing.T) {
	for round := range crowdRounds {
		h, empty := histogram(t, wide(), nil), histogram(t, wide(), nil)
		left, right := h, empty
		if round%2 == 1 {
			left, right = empty, h
		}
		whileOthersWrite(t, 3, func(int) {
			_ = h.Observe(0.5)
			_ = h.Observe(999)
		}, func() *checkkit.Told {
			both, err := left.Merge(right)
			if err != nil || both == nil {
				return &checkkit.Told{Message: "Merge refuses a histogram with the same limits while others observe.", Actual: fmt.Sprint(err)}
			}
			return smallAheadOfLarge(both.Snapshot(), 3, "three goroutines observe 0.5 and 999 in turn, while another one merges the histogram with an empty one")
		})
	}
}
