package middleware_test

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

// A recorded request.
type recorded struct {
	method, route, status string
	took                  time.Duration
}

func record(method, route, status string, took time.Duration) recorded {
	return recorded{method, route, status, took}
}

func (r recorded) String() string {
	return fmt.Sprintf("%s %s %s %s", named(r.method), named(r.route), named(r.status), r.took)
}

func named(text string) string {
	if text == "" {
		return `""`
	}
	return text
}

// rests returns when all that needs no time is done: a solution may record in a goroutine of its own.
func rests(t *testing.T) {
	t.Helper()
	if runtime.NumGoroutine() > alone {
		checkkit.ExpectNoLockWaiters(t, "overlapping requests do not wait for one another")
	}
	synctest.Wait()
}

func expectEndedWell(t *testing.T, v *visit, input string) {
	t.Helper()
	if !v.hasEnded {
		checkkit.Fail(t, checkkit.Told{
			Message: "next ended well, and the handler did not.", Input: input,
			Expected: "the handler has ended well", Actual: fmt.Sprint("the handler panicked: ", v.panicked),
		})
	}
}

func expectPanic(t *testing.T, v *visit, value any, input string) {
	t.Helper()
	if v.hasEnded || !isSame(v.panicked, value) {
		actual := fmt.Sprintf("panic: %v (%T)", v.panicked, v.panicked)
		if v.hasEnded {
			actual = "the handler has ended without a panic"
		}
		checkkit.Fail(t, checkkit.Told{
			Message: "next panicked, and the panic did not go on with the same value.", Input: input,
			Expected: fmt.Sprintf("panic: %v (%T), the same value", value, value), Actual: actual,
		})
	}
}

// isSame also holds for a slice and itself, which == can't compare.
func isSame(one, other any) bool {
	if value := reflect.ValueOf(other); value.Kind() == reflect.Slice {
		return reflect.TypeOf(one) == value.Type() && reflect.ValueOf(one).Pointer() == value.Pointer()
	}
	return one == other
}

// expectCalls wants so many calls of next: one for each request.
func expectCalls(t *testing.T, expected, actual int, input string) {
	t.Helper()
	if actual != expected {
		checkkit.Fail(t, checkkit.Told{
			Message: "next has to be called once for each request.", Input: input,
			Expected: fmt.Sprintf("next is called %d times", expected), Actual: fmt.Sprintf("next is called %d times", actual),
		})
	}
}

// expectRecords wants exactly these records, in any order. The message is told when their number is wrong; else what differs is named.
func expectRecords(t *testing.T, s *site, expected []recorded, message, input string) {
	t.Helper()
	rests(t)
	actual, _ := s.seen()
	extra := slices.Clone(actual)
	var missing []recorded
	for _, one := range expected {
		if at := slices.Index(extra, one); at >= 0 {
			extra = slices.Delete(extra, at, at+1)
		} else {
			missing = append(missing, one)
		}
	}
	if len(missing) == 0 && len(extra) == 0 {
		return
	}
	told := checkkit.Told{Message: message, Input: input, Expected: listOf(expected, len(expected), "record"), Actual: listOf(actual, len(actual), "record")}
	if len(missing) == len(extra) {
		told.Message = fmt.Sprintf("A request was recorded with the wrong %s.", closest(missing, extra))
	}
	if len(missing) == len(extra) || len(expected) > 4 {
		told.Expected, told.Actual = listOf(missing, len(expected), "record"), listOf(extra, len(actual), "record")
	}
	checkkit.Fail(t, told)
}

// closest says in what the pair differs that differs least.
func closest(missing, extra []recorded) string {
	var least []string
	for _, one := range missing {
		for _, other := range extra {
			if found := differences(one, other); least == nil || len(found) < len(least) {
				least = found
			}
		}
	}
	return strings.Join(least, " and ")
}

func differences(one, other recorded) (nouns []string) {
	for _, field := range []struct {
		noun string
		same bool
	}{
		{"method", one.method == other.method}, {"route", one.route == other.route},
		{"status code", one.status == other.status}, {"duration", one.took == other.took},
	} {
		if !field.same {
			nouns = append(nouns, field.noun)
		}
	}
	return nouns
}

// expectLines wants so many lines, each with these words.
func expectLines(t *testing.T, s *site, count int, words []string, message, input string) {
	t.Helper()
	rests(t)
	_, lines := s.seen()
	if len(lines) != count {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: fmt.Sprintf("%d logged", count), Actual: listOf(lines, len(lines), "line")})
	}
	for _, line := range lines {
		for _, word := range words {
			if !strings.Contains(line, word) {
				checkkit.Fail(t, checkkit.Told{
					Message: "The line of a slow request lacks its method, its route or its milliseconds.", Input: input,
					Expected: "a line with " + strings.Join(words, ", "), Actual: line,
				})
			}
		}
	}
}

// listOf shows a few of so many.
func listOf[T any](some []T, total int, noun string) string {
	if total == 0 {
		return "no " + noun
	}
	var shown []string
	for _, one := range some[:min(3, len(some))] {
		shown = append(shown, fmt.Sprint(one))
	}
	if len(some) > len(shown) {
		shown = append(shown, "…")
	}
	list := strings.Join(shown, "; ")
	switch {
	case total == 1 && len(some) == 1:
		return list
	case len(some) == 0:
		return fmt.Sprintf("%d %ss", total, noun)
	default:
		return fmt.Sprintf("%d %ss, among them %s", total, noun, list)
	}
}
