package worker_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

var late = []int{31, 32, 33, 34, 35, 36, 40, 41, 42, 43, 62, 63, 64, 65, 66, 100, 1_000, 1_024, 1_025, 1_075, 2_000, 5_000}

func capsThePause(t *testing.T) {
	first := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	for _, one := range []struct{ base, max time.Duration }{
		{time.Second, 30 * time.Second},
		{250 * ms, 7 * time.Second},
		{time.Second, 8 * time.Second}, // The doubled value is the cap exactly.
		{1, 1 << 52},
		{1_500 * time.Microsecond, 100 * time.Second},
		{5 * time.Second, 1_200 * ms},
		{time.Second, 30 * 24 * time.Hour},
		{10 * ms, 200 * 365 * 24 * time.Hour}, // Doubled once more than that is more than a Duration holds.
		{0, 30 * time.Second},
		{time.Second, 0},
		{0, 0},
	} {
		for _, attempt := range append(first, late...) {
			expectBackoff(t, one.base, one.max, attempt)
		}
	}
}

// capped is the pause without jitter.
func capped(base, most time.Duration, attempt int) float64 {
	return min(float64(base)*math.Pow(2, float64(min(attempt-1, 100))), float64(most))
}

func expectBackoff(t *testing.T, base, most time.Duration, attempt int) {
	t.Helper()
	actual := worker.BackoffFor(attempt, worker.Backoff{Base: base, Max: most, Rand: func() float64 { return 0.5 }})
	expected := capped(base, most, attempt)
	if math.Abs(float64(actual)-expected) > 1e-9*expected {
		told := most // What is as long as a Duration can be is not to overflow here.
		if expected < float64(most) {
			told = time.Duration(expected)
		}
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("BackoffFor(%d) is %v, expected %v.", attempt, actual, told),
			Input:    fmt.Sprintf("Base %v, Max %v, no jitter", base, most),
			Expected: fmt.Sprint(told),
			Actual:   fmt.Sprint(actual),
		})
	}
}

func fullJitter(t *testing.T) {
	for _, number := range []float64{0, 0.25, 0.5, 1.0 / 3, 0.75, 0.999_999} {
		for _, attempt := range append([]int{1, 2, 3, 5, 6, 11, 20, 23, 24}, late...) {
			expectDrawn(t, number, attempt, time.Second, 30*time.Second)
			expectDrawn(t, number, attempt, 0, 30*time.Second)
			expectDrawn(t, number, attempt, time.Second, 100*24*time.Hour)
		}
		expectDrawn(t, number, 2, time.Second, 0)
		expectDrawn(t, number, 2, 5*time.Second, 1_200*ms)
	}
	random := rand.New(rand.NewPCG(8, 2026))
	for draw := range 200 {
		expectDrawn(t, random.Float64(), 1+draw%8, time.Second, 30*time.Second)
	}
	drawsOfItsOwn(t)
	drawsForEachPause(t)
}

func expectDrawn(t *testing.T, number float64, attempt int, base, most time.Duration) {
	t.Helper()
	draws := 0
	random := func() float64 {
		draws++
		return number
	}
	actual := worker.BackoffFor(attempt, worker.Backoff{Base: base, Max: most, Jitter: true, Rand: random})
	longest := capped(base, most, attempt)
	expected := number * longest
	input := fmt.Sprintf("BackoffFor(%d) with Base %v, Max %v, Jitter, and Rand() is %v", attempt, base, most, number)
	if math.Abs(float64(actual)-expected) > float64(ms) || actual < 0 || float64(actual) > longest {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("With Rand() %v the pause is %v, expected %v × %v.", number, actual, number, time.Duration(longest)),
			Input:    input,
			Expected: fmt.Sprintf("%v, or that in whole milliseconds", time.Duration(expected)),
			Actual:   fmt.Sprint(actual),
		})
	}
	if draws != 1 && longest > 0 {
		checkkit.Failf(t, "A pause takes one number from Rand, but Rand was called %d times: %s.", draws, input)
	}
}

// drawsOfItsOwn has no Rand. Of 2,000 numbers about half lie below the middle; that fewer than 800 do happens never.
func drawsOfItsOwn(t *testing.T) {
	if pause := worker.BackoffFor(3, worker.Backoff{Max: time.Second, Jitter: true}); pause != 0 {
		checkkit.Failf(t, "With Jitter, no Rand and Base 0, BackoffFor(3) is %v, expected 0.", pause)
	}
	below := 0
	for range 2_000 {
		pause := worker.BackoffFor(3, worker.Backoff{Base: time.Second, Max: 30 * time.Second, Jitter: true})
		if pause < 0 || pause > 4*time.Second {
			checkkit.Failf(t, "With Jitter and no Rand, BackoffFor(3) with Base 1s is %v, expected 0 to 4s.", pause)
		}
		if pause < 2*time.Second {
			below++
		}
	}
	if below < 800 || below > 1_200 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "With Jitter and no Rand, about half of the pauses have to be shorter than half of the longest.",
			Input:    "BackoffFor(3) with Base 1s, Max 30s, Jitter, 2,000 times: at most 4s",
			Expected: "about 1000 below 2s",
			Actual:   fmt.Sprint(below, " below 2s"),
		})
	}
	workersDiffer(t)
}

// workersDiffer has two workers without Rand, made a second apart: no two pause in step.
func workersDiffer(t *testing.T) {
	var times [2][]time.Duration
	for i := range times {
		b := newBench(t, func(o *worker.Options) { o.MaxAttempts, o.Jitter = 5, true })
		o := b.begin(alwaysFailing)
		b.pass(16 * time.Second)
		times[i] = b.timesOf(o)
	}
	if slices.Equal(times[0], times[1]) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "With Jitter and no Rand, two workers pause in step.",
			Input:    "two workers with Base 1s, Jitter, MaxAttempts 5; all attempts fail",
			Expected: "attempts at different times",
			Actual:   "in both of them attempts at " + listOf(times[0]),
		})
	}
}

// drawsForEachPause has the worker draw a number for each pause.
func drawsForEachPause(t *testing.T) {
	numbers := []float64{0.25, 0.75, 0, 0.5}
	draws := 0
	b := newBench(t, func(o *worker.Options) {
		o.MaxAttempts, o.Jitter = 5, true
		o.Rand = func() float64 {
			draws++
			return numbers[(draws-1)%len(numbers)]
		}
	})
	o := b.begin(alwaysFailing)
	b.pass(5_750 * ms)
	input := "Base 1s, Jitter, Rand() is 0.25, 0.75, 0, 0.5; five attempts fail"
	b.expectTimes(o, []time.Duration{0, 250 * ms, 1_750 * ms, 1_750 * ms, 5_750 * ms}, input)
}
