package handler_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/producer/handler"
)

const (
	// crowdSize is how many customers come where it is asked whether the spread is even, alikeSize how many where all are to hear the same.
	crowdSize = 600
	alikeSize = 50
)

func spreadsRetries(t *testing.T) {
	s := newShop(handler.WithRand(rand.New(rand.NewPCG(7, 7)).Float64))
	for _, ms := range []int{0, 400, 1000, 1001, 3100, 10_000, 30_000, 600_000} {
		left := time.Duration(ms) * time.Millisecond
		count := 100
		if ms >= 30_000 {
			count = crowdSize
		}
		said := answersOf(t, s, left, count)
		least, most := secondsOf(left), secondsOf(left+left/5)
		for _, seconds := range said {
			if seconds < least || seconds > most {
				checkkit.Fail(t, checkkit.Told{
					Message:  fmt.Sprintf("%v are left, and a customer was told to come back in %d s.", left, seconds),
					Input:    inputOf(left, "WithRand", count),
					Expected: fmt.Sprintf("retry-after from %d to %d", least, most),
					Actual:   fmt.Sprint("retry-after: ", seconds),
				})
			}
		}
		if ms == 30_000 {
			for second := 31; second <= 35; second++ {
				expectEven(t, said, left, second, second, 60, 150)
			}
		}
		if ms == 600_000 {
			for from := 601; from < 720; from += 30 {
				expectEven(t, said, left, from, from+28, 90, 210)
			}
		}
	}
	withoutRand := newShop()
	chanceComesFromRand(t)
	expectOne(t, withoutRand, 30, "Without WithRand nothing is spread.", "without WithRand")
}

func chanceComesFromRand(t *testing.T) {
	t.Helper()
	constants := []float64{0, 0.5, 0.999999}
	var shops []*shop
	for _, constant := range constants {
		shops = append(shops, newShop(handler.WithRand(func() float64 { return constant })))
	}
	var all []int
	for index, s := range shops {
		all = append(all, expectOne(t, s, 0,
			"The same random numbers gave different answers: the spread has to come from them alone.",
			fmt.Sprint("WithRand that always gives ", constants[index])))
	}
	if slices.Min(all) == slices.Max(all) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Three handlers were made, each with random numbers of its own, and all gave the same answers.",
			Input:    inputOf(30*time.Second, fmt.Sprint("WithRand that always gives one of ", constants), alikeSize),
			Expected: "another retry-after for other random numbers",
			Actual:   fmt.Sprint("retry-after: ", all),
		})
	}
}

// expectOne wants the same answer for all, and returns it; 0 is any.
func expectOne(t *testing.T, s *shop, seconds int, message, how string) int {
	t.Helper()
	const left = 30 * time.Second
	said := slices.Compact(slices.Sorted(slices.Values(answersOf(t, s, left, alikeSize))))
	if len(said) != 1 || seconds != 0 && said[0] != seconds {
		checkkit.Fail(t, checkkit.Told{
			Message:  message,
			Input:    inputOf(left, how, alikeSize),
			Expected: "one retry-after for all, from 30 to 36, and 30 when nothing is spread",
			Actual:   fmt.Sprint("retry-after: ", said),
		})
	}
	return said[0]
}

func expectEven(t *testing.T, said []int, left time.Duration, from, to, least, most int) {
	t.Helper()
	count := 0
	for _, seconds := range said {
		if seconds >= from && seconds <= to {
			count++
		}
	}
	told := fmt.Sprintf("%d to %d s", from, to)
	if from == to {
		told = fmt.Sprintf("%d s", from)
	}
	if count < least || count > most {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("%v are left, and of %d customers %d were told %s: the spread is not even.", left, crowdSize, count, told),
			Input:    inputOf(left, "WithRand", crowdSize),
			Expected: fmt.Sprintf("%d to %d of %d are told %s", least, most, crowdSize, told),
			Actual:   fmt.Sprintf("%d of %d; all answers lie between %d and %d", count, crowdSize, slices.Min(said), slices.Max(said)),
		})
	}
}

func answersOf(t *testing.T, s *shop, left time.Duration, count int) []int {
	t.Helper()
	s.refusal = func() error { return &handler.OpenError{RetryAfter: left} }
	said := make([]int, count)
	for customer := range said {
		a := s.send(goodBody)
		expectStatus(t, a, 503, "The breaker refused the order, and the answer is not 503.", inputOf(left, "stage 2", count))
		seconds, err := strconv.Atoi(a.header.Get("Retry-After"))
		if err != nil {
			checkkit.Fail(t, checkkit.Told{
				Message:  "An answer has no retry-after in whole seconds.",
				Input:    inputOf(left, "stage 2", count),
				Expected: "retry-after: a whole number",
				Actual:   a.String(),
			})
		}
		said[customer] = seconds
	}
	return said
}

func inputOf(left time.Duration, how string, count int) string {
	return fmt.Sprintf("%d valid orders, %s; the breaker refuses each with %v left", count, how, left)
}
