package monitoring_test

import (
	"fmt"
	"math"
	"testing"

	"go-coffee/pkg/monitoring"
)

func refusesInvalid(t *testing.T) {
	limits := []float64{1, 2, 4}
	h := histogram(t, limits, nil)
	var seen []float64
	for i, value := range []float64{-1, -5e-324, math.NaN(), -0.25, math.Inf(1), math.Inf(-1), -1e308} {
		call := fmt.Sprintf("Observe(%v)", value)
		expectRefused(t, call, h.Observe(value), call)
		expectCounts(t, h, limits, seen, fmt.Sprintf("observed %v; %s was refused", seen, call))
		seen = append(seen, float64(i))
		observe(t, h, float64(i))
		expectCounts(t, h, limits, seen, fmt.Sprintf("observed %v; %s was refused before the last", seen, call))
	}
	nan, inf := math.NaN(), math.Inf(1)
	for _, bad := range [][]float64{
		{}, {0, 1, 2}, {0}, {-1, 1, 2}, {1, 1, 2}, {1, 2, 2}, {1, 2, 3, 3, 4, 5}, {2, 1, 3, 4}, {1, 2, 4, 3, 5, 6}, {1, 2, 3, 2.5},
		{1, nan, 3}, {nan}, {1, 2, nan}, {1, 2, inf}, {inf}, {-inf, 1, 2},
	} {
		call := fmt.Sprintf("NewHistogram(%v)", bad)
		_, err := monitoring.NewHistogram(bad)
		expectRefused(t, call, err, call)
	}
}
