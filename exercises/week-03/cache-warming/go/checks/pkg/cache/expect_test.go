package cache_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/cache"
)

func expectNil(t *testing.T, err error, input string) {
	t.Helper()
	if err != nil {
		checkkit.Fail(t, checkkit.Told{Message: "Nothing failed, and WarmCache returns an error.", Input: input, Expected: "nil", Actual: wordsOf(err)})
	}
}

// expectFailed wants an error that names these items, each with its own error.
func expectFailed(t *testing.T, err error, failed map[string]error, input string) {
	t.Helper()
	var told *cache.WarmError
	if !errors.As(err, &told) || told == nil {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Items failed, and WarmCache returns no error in which errors.As finds a *WarmError.",
			Input:    input,
			Expected: "a *WarmError",
			Actual:   wordsOf(err),
		})
	}
	var names, expected []string
	for _, one := range told.Failed {
		names = append(names, one.ID)
	}
	for id := range failed {
		expected = append(expected, id)
	}
	message := "The error does not name each item that failed, once."
	if len(without(names, expected)) > 0 {
		message = "The error names an item that has not failed."
	}
	expectIDs(t, names, expected, message, input)
	for _, one := range told.Failed {
		if !errors.Is(one.Err, failed[one.ID]) {
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("The error does not tell what went wrong with %+q.", one.ID),
				Input:    input,
				Expected: fmt.Sprint("an Err in which errors.Is finds: ", failed[one.ID]),
				Actual:   wordsOf(one.Err),
			})
		}
	}
}

func wordsOf(err error) string {
	if err == nil {
		return "nil"
	}
	return fmt.Sprintf("%T", err)
}

// expectIDs wants the same ids, in any order. Of long lists a finding tells the difference.
func expectIDs(t *testing.T, actual, expected []string, message, input string) {
	t.Helper()
	actual, expected = slices.Sorted(slices.Values(actual)), slices.Sorted(slices.Values(expected))
	if len(expected) <= 3 && len(actual) <= 6 {
		expectList(t, actual, expected, message, input)
		return
	}
	if slices.Equal(actual, expected) {
		return
	}
	var again []string
	for place, id := range actual {
		if slices.Contains(expected, id) && slices.Index(actual, id) < place {
			again = append(again, id)
		}
	}
	told := checkkit.Told{Message: message, Input: input, Expected: fmt.Sprint(len(expected), " ids, each once"), Actual: fmt.Sprint(len(actual), " ids")}
	told.Actual += some("missing", without(expected, actual)) + some("more than once", slices.Compact(again)) + some("not expected", without(actual, expected))
	checkkit.Fail(t, told)
}

func some(what string, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	shown := lineOf(ids[:min(3, len(ids))])
	if len(ids) > 3 {
		shown += ", …"
	}
	return fmt.Sprintf("; %s: %s", what, shown)
}

func expectList(t *testing.T, actual, expected []string, message, input string) {
	t.Helper()
	if !slices.Equal(actual, expected) {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: lineOf(expected), Actual: lineOf(actual)})
	}
}

func lineOf(ids []string) string {
	if len(ids) == 0 {
		return "none"
	}
	return strings.Join(namesOf(ids), ", ")
}

// namesOf are ids in quotes. What looks alike is told apart.
func namesOf(ids []string) (names []string) {
	for _, id := range ids {
		names = append(names, fmt.Sprintf("%+q", id))
	}
	return names
}

func expectEqual(t *testing.T, actual, expected any, message, input string) {
	t.Helper()
	checkkit.Equal(t, actual, expected, checkkit.Told{Message: message, Input: input})
}

// without returns the ids that are not in others.
func without(ids, others []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
}
