package checkkit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// SameList fails the check unless both lists hold the same texts in the same order. However long they are, a finding tells
// the difference alone.
func SameList(t *testing.T, actual, expected []string, told Told) {
	t.Helper()
	if slices.Equal(actual, expected) {
		return
	}
	differences := some("missing", without(expected, actual)) + some("repeated", repeated(actual)) +
		some("not expected", without(actual, expected))
	for place, text := range expected {
		found := "not there"
		if place < len(actual) {
			found = actual[place]
		}
		if differences == "" && found != text {
			differences = fmt.Sprintf("; number %d is %s, where %s belongs", place+1, found, text)
		}
	}
	told.Expected, told.Actual = fmt.Sprint(len(expected), " in this order"), fmt.Sprint(len(actual), differences)
	Fail(t, told)
}

func some(what string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	shown := strings.Join(texts[:min(len(texts), 3)], ", ")
	if len(texts) > 3 {
		shown += ", …"
	}
	return fmt.Sprintf("; %d %s: %s", len(texts), what, shown)
}

func without(texts, others []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return slices.Contains(others, text) })
}

func repeated(texts []string) []string {
	again := []string{}
	for i, text := range texts {
		if slices.Index(texts, text) < i {
			again = append(again, text)
		}
	}
	return again
}
