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
	expectIDs(t, names, expected, "The error does not name each item that failed, once.", input)
	for _, one := range told.Failed {
		if !errors.Is(one.Err, failed[one.ID]) {
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("The error does not tell what went wrong with %q.", one.ID),
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

// expectIDs wants the same ids, in any order.
func expectIDs(t *testing.T, actual, expected []string, message, input string) {
	t.Helper()
	expectList(t, slices.Sorted(slices.Values(actual)), slices.Sorted(slices.Values(expected)), message, input)
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
	var parts []string
	for _, id := range ids {
		parts = append(parts, fmt.Sprintf("%q", id))
	}
	return strings.Join(parts, ", ")
}

func expectEqual(t *testing.T, actual, expected any, message, input string) {
	t.Helper()
	checkkit.Equal(t, actual, expected, checkkit.Told{Message: message, Input: input})
}

// without returns the ids that are not in others.
func without(ids, others []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
}
