package cache_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

func ttlsAreSpread(t *testing.T) {
	for _, ttl := range []time.Duration{hour, 5 * time.Minute, 2 * time.Second, 30 * 24 * hour} {
		for _, jitter := range []float64{0, 0.1, 0.75} {
			knownDraws(t, ttl, jitter)
		}
	}
	fourHundred(t)
}

// knownDraws has a source that always draws the same. Which end is the long one is up to the solution.
func knownDraws(t *testing.T, ttl time.Duration, jitter float64) {
	var lives []time.Duration
	for _, draw := range []float64{0, 0.5, 1 - 1.0/(1<<40)} {
		s := newShop(menu(1))
		one := s.instance()
		one.options.TTL, one.options.Jitter, one.options.Rand = ttl, jitter, func() float64 { return draw }
		expectNil(t, one.warm(), "1 popular item")
		lives = append(lives, s.entry(s.items[0].ID).ttl)
	}
	sorted := []time.Duration{min(lives[0], lives[2]), lives[1], max(lives[0], lives[2])}
	expected := []time.Duration{time.Duration(float64(ttl) * (1 - jitter)), ttl, time.Duration(float64(ttl) * (1 + jitter))}
	for place, life := range sorted {
		if (life - expected[place]).Abs() > time.Millisecond {
			checkkit.Fail(t, checkkit.Told{
				Message:  "A row is not stored for TTL × (1 + d), where d is one number of Rand, stretched to [-Jitter, +Jitter).",
				Input:    fmt.Sprintf("TTL %v, Jitter %v; Rand always returns 0, or 0.5, or nearly 1", ttl, jitter),
				Expected: fmt.Sprintf("%v, give or take 1ms; the first and the last may change places", expected),
				Actual:   fmt.Sprint(lives),
			})
		}
	}
}

func fourHundred(t *testing.T) {
	s := newShop(menu(400))
	one := s.instance()
	one.options.Jitter, one.options.Concurrency = 0.1, 7
	input := "400 popular items, TTL 1h, Jitter 0.1, Concurrency 7"
	expectNil(t, one.warm(), input)
	sixths, lives := make([]int, 6), []time.Duration{}
	for _, id := range s.keptIDs() {
		life := s.entry(id).ttl
		lives = append(lives, life)
		if sixth := int((life - 54*time.Minute) / (2 * time.Minute)); sixth >= 0 && sixth < 6 {
			sixths[sixth]++
		}
	}
	if slices.Min(sixths) < 40 || slices.Max(sixths) > 95 {
		checkkit.Fail(t, checkkit.Told{Message: "Times to live are not spread evenly.", Input: input, Expected: "40 to 95 in each sixth from 54m to 66m", Actual: fmt.Sprint(sixths)})
	}
	slices.Sort(lives)
	if different := len(slices.Compact(lives)); different < 380 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Rows share a time to live: it is not drawn again for each.",
			Input:    input,
			Expected: "at least 380 different ones",
			Actual:   fmt.Sprint(different, " different ones"),
		})
	}
}
