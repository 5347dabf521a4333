package eventstore_test

import (
	"fmt"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

// shown is how many events of a list are shown.
const shown = 12

// sameLines fails unless both lists are the same. Long ones are shown from where they part. The noun says what the events are.
func sameLines(t *testing.T, actual, wanted []string, noun string, about told) {
	t.Helper()
	longest := max(len(actual), len(wanted))
	for at := range longest {
		if at >= len(actual) || at >= len(wanted) || actual[at] != wanted[at] {
			if longest <= shown {
				at = 0
			}
			about.Expected, about.Actual = excerpt(wanted, at, noun), excerpt(actual, at, noun)
			checkkit.Fail(t, about)
		}
	}
}

func excerpt(lines []string, from int, noun string) string {
	word := "events"
	if len(lines) == 1 {
		word = "event"
	}
	text := fmt.Sprintf("%d %s %s", len(lines), word, noun)
	part := strings.Join(lines[min(from, len(lines)):min(from+shown, len(lines))], ", ")
	switch {
	case len(lines) == 0:
		return text
	case from == 0:
		return text + ": " + part
	default:
		return fmt.Sprintf("%s; from number %d on: %s", text, from+1, part)
	}
}
