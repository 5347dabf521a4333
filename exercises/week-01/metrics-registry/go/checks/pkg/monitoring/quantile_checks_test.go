package monitoring_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

type group struct {
	count int
	value float64
}

type answer struct{ q, expected float64 }

// expectAnswers asks twice and in both directions: the first answer must not change the second.
func expectAnswers(t *testing.T, limits []float64, observed []group, answers ...answer) {
	t.Helper()
	h := histogram(t, limits, nil)
	input := fmt.Sprintf("limits %v; observed", limits)
	if limits == nil {
		input = "default limits; observed"
	}
	for _, one := range observed {
		input += fmt.Sprintf(" %d × %v", one.count, one.value)
		for range one.count {
			observe(t, h, one.value)
		}
	}
	back := slices.Clone(answers)
	slices.Reverse(back)
	for _, one := range append(answers, back...) {
		expectQuantile(t, h, one.q, one.expected, input)
	}
}

var thousand = []group{{20, 0.6}, {100, 0.03}, {400, 0.2}, {200, 0.07}, {280, 0.3}}

func quantileInterpolates(t *testing.T) {
	expectAnswers(t, nil, thousand, answer{0.95, 0.25 + 0.25*250/280}, answer{0.5, 0.175}, answer{0.1, 0.05}, answer{0.99, 0.75}, answer{1, 1})
	expectAnswers(t, []float64{4, 8}, []group{{8, 1}}, answer{0.5, 2}, answer{0.125, 0.5}, answer{1, 4})
	three := []group{{1, 0.5}, {1, 1.5}, {1, 3}}
	expectAnswers(t, []float64{1, 2, 4}, three, answer{0.125, 0.375}, answer{0.5, 1.5}, answer{0.75, 2.5}, answer{0.875, 3.25})
	expectAnswers(t, []float64{1, 2, 4}, []group{{1, 1.5}}, answer{0.25, 1.25}, answer{0.5, 1.5}, answer{1, 2})
	gap := []group{{10, 0.5}, {10, 4.5}}
	expectAnswers(t, []float64{1, 2, 3, 4, 5}, gap, answer{0.5, 1}, answer{0.75, 4.5}, answer{0.25, 0.5}, answer{1, 5})
	expectAnswers(t, []float64{1, 2, 3, 4, 5}, []group{{1, 0.5}, {1, 4.5}}, answer{0.5 + 1.0/(1<<30), 4 + 1.0/(1<<29)})
	manyBuckets(t)
	whileOthersObserve(t)
}

// whileOthersObserve asks for the middle of observations that are all in the first bucket, from 0 to 1.
func whileOthersObserve(t *testing.T) {
	for range crowdRounds {
		h := histogram(t, wide(), []float64{0.5})
		whileOthersWrite(t, 3, func(int) { _ = h.Observe(0.5) }, func() *checkkit.Told {
			if middle, err := h.Quantile(0.5); err != nil || !isNear(middle, 0.5) {
				return &checkkit.Told{
					Message:  fmt.Sprintf("While others observe, Quantile(0.5) is %.5g, expected 0.5.", middle),
					Input:    "limits 1, 2, … 96; three goroutines observe 0.5 again and again, while another one asks",
					Expected: "a quantile of the observations of one moment: 0.5, nil",
					Actual:   fmt.Sprintf("%v, %v", middle, err),
				}
			}
			return nil
		})
	}
}

// manyBuckets has limits 5, 10, … 100, and one observation more in each bucket: 210 in all.
func manyBuckets(t *testing.T) {
	var limits []float64
	var observed []group
	for i := range 20 {
		limits = append(limits, 5*float64(i+1))
		observed = append(observed, group{i + 1, 5*float64(i+1) - 1})
	}
	var answers []answer
	for eighths := 1.0; eighths < 8; eighths++ {
		rank, below := eighths/8*210, 0.0
		for i, one := range observed {
			inside := float64(one.count)
			if below+inside >= rank {
				answers = append(answers, answer{eighths / 8, limits[i] - 5 + 5*(rank-below)/inside})
				break
			}
			below += inside
		}
	}
	slices.Reverse(observed)
	expectAnswers(t, limits, observed, answers...)
}

func quantileEdges(t *testing.T) {
	for _, limits := range [][]float64{nil, {3, 20}} {
		expectAnswers(t, limits, nil, answer{0, math.NaN()}, answer{0.5, math.NaN()}, answer{1, math.NaN()})
	}
	expectAnswers(t, nil, []group{{90, 0.2}, {10, 14.9}}, answer{0.99, 10}, answer{0.9375, 10}, answer{1, 10})
	expectAnswers(t, []float64{3, 20}, []group{{5, 21}}, answer{0, 20}, answer{0.125, 20}, answer{1, 20})
	limits := []float64{1, 2, 4, 8}
	expectAnswers(t, limits, []group{{4, 3}}, answer{0, 2})
	expectAnswers(t, limits, []group{{4, 0.5}}, answer{0, 0})
	expectAnswers(t, limits, []group{{2, 3}, {2, 5}}, answer{0, 2}, answer{1, 8})
	for _, values := range [][]float64{nil, {0.2, 0.3}} {
		h := histogram(t, nil, values)
		for _, q := range []float64{-0.01, -5e-324, 1.01, math.Nextafter(1, 2), 95, math.NaN(), math.Inf(1), math.Inf(-1)} {
			_, err := h.Quantile(q)
			expectRefused(t, fmt.Sprintf("Quantile(%v)", q), err, fmt.Sprintf("default limits; observed %v", values))
		}
	}
}
