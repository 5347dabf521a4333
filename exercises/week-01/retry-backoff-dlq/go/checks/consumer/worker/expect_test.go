package worker_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

func expectResult(t *testing.T, o *order, result worker.Result, message, input string) {
	t.Helper()
	if !o.isDone() || o.panicked != nil || o.result != result || o.err != nil {
		expected := fmt.Sprintf("Process returned %s and nil", nameOf(result))
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: expected, Actual: o.String()})
	}
}

// expectReturned wants 0 and this error.
func expectReturned(t *testing.T, o *order, err error, message, input string) {
	t.Helper()
	if !o.isDone() || o.panicked != nil || o.result != 0 || !errors.Is(o.err, err) {
		expected := fmt.Sprintf("Process returned 0 and %s", describe(err))
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: expected, Actual: o.String()})
	}
}

func expectPending(t *testing.T, o *order, message, input string) {
	t.Helper()
	if o.isDone() {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: "Process has not returned", Actual: o.String()})
	}
}

func (b *bench) expectAttempts(o *order, count int, input string) {
	b.t.Helper()
	if actual := b.attemptsOf(o); actual != count {
		checkkit.Fail(b.t, checkkit.Told{
			Message:  fmt.Sprintf("Handle was %s for one message, expected %s.", called(actual), timesIn(count)),
			Input:    input,
			Expected: "Handle was " + called(count),
			Actual:   fmt.Sprintf("Handle was %s; %s", called(actual), o),
		})
	}
}

// expectTimes wants the attempts of this message to have begun at these times after the bench began.
func (b *bench) expectTimes(o *order, expected []time.Duration, input string) {
	b.t.Helper()
	actual := b.timesOf(o)
	if slices.Equal(actual, expected) {
		return
	}
	message := ""
	if len(actual) > len(expected) {
		message = fmt.Sprintf("Attempt %d began at %v, and was not to begin by then.", len(expected)+1, actual[len(expected)])
	}
	for i, at := range expected {
		if i >= len(actual) {
			message = fmt.Sprintf("Attempt %d did not begin at %v: it was not made.", i+1, at)
			break
		}
		if actual[i] != at {
			message = fmt.Sprintf("Attempt %d began at %v, expected %v.", i+1, actual[i], at)
			break
		}
	}
	checkkit.Fail(b.t, checkkit.Told{
		Message:  message,
		Input:    input,
		Expected: "attempts at " + listOf(expected),
		Actual:   fmt.Sprintf("attempts at %s; %s", listOf(actual), o),
	})
}

func (b *bench) expectLetters(count int, message, input string) {
	b.t.Helper()
	if actual := len(b.lettersWritten()); actual != count {
		checkkit.Fail(b.t, checkkit.Told{
			Message:  message,
			Input:    input,
			Expected: "DeadLetter was " + called(count),
			Actual:   "DeadLetter was " + called(actual),
		})
	}
}

// expectMessage compares field by field. A copy is as good.
func expectMessage(t *testing.T, actual, expected worker.Message, told, input string) {
	t.Helper()
	of, from := reflect.ValueOf(actual), reflect.ValueOf(expected)
	for i := range of.NumField() {
		if !reflect.DeepEqual(of.Field(i).Interface(), from.Field(i).Interface()) {
			field := of.Type().Field(i).Name
			wanted, found := from.Field(i).Interface(), of.Field(i).Interface()
			if field == "Headers" {
				wanted, found = differenceOf(expected.Headers, actual.Headers)
			}
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("%s: its %s differs.", told, field),
				Input:    input,
				Expected: fmt.Sprintf("%s %#v", field, wanted),
				Actual:   fmt.Sprintf("%s %#v", field, found),
			})
		}
	}
}

// differenceOf are the headers that not both have.
func differenceOf(expected, actual map[string]string) (wanted, found map[string]string) {
	only := func(all, others map[string]string) map[string]string {
		left := maps.Clone(all)
		maps.DeleteFunc(left, func(name, value string) bool {
			other, isThere := others[name]
			return isThere && other == value
		})
		return left
	}
	return only(expected, actual), only(actual, expected)
}

// isSame also compares errors that == would panic for.
func isSame(a, b error) bool {
	if a == nil || b == nil || reflect.TypeOf(a) != reflect.TypeOf(b) {
		return a == nil && b == nil
	}
	if reflect.TypeOf(a).Comparable() {
		return a == b
	}
	return reflect.DeepEqual(a, b)
}

func listOf(times []time.Duration) string {
	if len(times) == 0 {
		return "no time"
	}
	return strings.Trim(fmt.Sprint(times), "[]")
}

func called(count int) string {
	if count == 0 {
		return "not called"
	}
	return "called " + timesIn(count)
}

func timesIn(count int) string {
	switch count {
	case 0:
		return "never"
	case 1:
		return "once"
	default:
		return fmt.Sprint(count, " times")
	}
}

func nameOf(result worker.Result) string {
	switch result {
	case worker.OK:
		return "OK"
	case worker.DeadLettered:
		return "DeadLettered"
	default:
		return fmt.Sprint(int(result))
	}
}

func describe(err error) string {
	if err == nil {
		return "nil"
	}
	return fmt.Sprintf("%T: %v", err, err)
}
