package monitoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/monitoring"
)

type labels struct{ method, endpoint, statusCode string }

func (l labels) String() string {
	return fmt.Sprintf("(%q, %q, %q)", l.method, l.endpoint, l.statusCode)
}

func labelsOf(s monitoring.Series) labels { return labels{s.Method, s.Endpoint, s.StatusCode} }

// recorded has the seconds of each series.
type recorded map[labels][]float64

func (r recorded) clone() recorded {
	copied := recorded{}
	for key, seconds := range r {
		copied[key] = slices.Clone(seconds)
	}
	return copied
}

func record(t *testing.T, m *monitoring.Metrics, l labels, duration time.Duration) {
	t.Helper()
	err := m.RecordRequest(l.method, l.endpoint, l.statusCode, duration)
	expectAccepted(t, fmt.Sprintf("RecordRequest(%q, %q, %q, %v)", l.method, l.endpoint, l.statusCode, duration), err)
}

func expectSeries(t *testing.T, of string, list []monitoring.Series, expected recorded, limits []float64, input string) {
	t.Helper()
	message := ""
	found := map[labels]bool{}
	for _, one := range list {
		if _, isExpected := expected[labelsOf(one)]; !isExpected {
			message = fmt.Sprintf(" It has one with the labels %v.", labelsOf(one))
		}
		found[labelsOf(one)] = true
	}
	for key := range expected {
		if !found[key] {
			message += fmt.Sprintf(" It has none with the labels %v.", key)
			break
		}
	}
	if message != "" || len(list) != len(expected) {
		checkkit.Fail(t, checkkit.Told{
			Message:  of + entriesOf(len(list), len(expected)) + message,
			Input:    input,
			Expected: namesOf(keysOf(expected)),
			Actual:   namesOf(list),
		})
	}
	for _, one := range list {
		seconds := expected[labelsOf(one)]
		if one.Requests != uint64(len(seconds)) {
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("The series %v has %d requests, expected %d.", labelsOf(one), one.Requests, len(seconds)),
				Input:    input,
				Expected: fmt.Sprintf("Requests: %d", len(seconds)),
				Actual:   fmt.Sprintf("Requests: %d", one.Requests),
			})
		}
		if one.Duration == nil {
			checkkit.Fail(t, checkkit.Told{Message: fmt.Sprintf("The series %v has no histogram.", labelsOf(one)), Input: input, Expected: "a *Histogram", Actual: "nil"})
		}
		if list, wanted := one.Duration.Snapshot(), listOf(limits, seconds); problemOf(list, wanted) != "" {
			expectList(t, fmt.Sprintf("The histogram of the series %v", labelsOf(one)), list, wanted, input)
		}
	}
}

// entriesOf tells nothing about the length when that is right.
func entriesOf(count, expected int) string {
	if count == expected {
		return " has other entries than expected."
	}
	return fmt.Sprintf(" has %d entries, expected %d.", count, expected)
}

func keysOf(expected recorded) []monitoring.Series {
	var list []monitoring.Series
	for key := range expected {
		list = append(list, monitoring.Series{Method: key.method, Endpoint: key.endpoint, StatusCode: key.statusCode})
	}
	return list
}

func namesOf(list []monitoring.Series) string {
	if len(list) == 0 {
		return "no series"
	}
	var names []string
	for _, one := range list {
		names = append(names, labelsOf(one).String())
	}
	slices.Sort(names)
	if len(names) > 6 {
		names = append(names[:6], fmt.Sprintf("… %d in all", len(list)))
	}
	return strings.Join(names, ", ")
}
