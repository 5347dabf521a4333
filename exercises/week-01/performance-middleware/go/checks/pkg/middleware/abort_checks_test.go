package middleware_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

func abortIs499(t *testing.T) {
	for _, does := range []string{"", "404", "write"} {
		for _, panics := range []bool{false, true} {
			leavesEarly(t, does, panics)
		}
	}
	s := newSite(0)
	v := get("/orders/17").at(s.wrap(taking(30 * ms)))
	time.Sleep(time.Second)
	expectRecords(t, s, []string{record("GET", "/orders/{id}", "200", 30*ms)},
		"The client left after next had ended: that changes nothing.", "next ends at 30 ms, then the client leaves")
	expectEndedWell(t, v, "next ends at 30 ms")
	runsOutOfTime(t)
	twoOfSixLeave(t)
}

// runsOutOfTime: the context of the request ends by its deadline, which nobody cancels.
func runsOutOfTime(t *testing.T) {
	s, v := newSite(0), get("/orders/17")
	ctx, leave := context.WithTimeout(v.request.Context(), 40*ms)
	defer leave()
	v.request = v.request.WithContext(ctx)
	v.at(s.wrap(taking(90 * ms)))
	const input = "the context of the request has a deadline and ends at 40 ms; next ends at 90"
	expectEndedWell(t, v, input)
	expectRecords(t, s, []string{record("GET", "/orders/{id}", "499", 90*ms)},
		"The client left before next ended: the request has to be recorded once, as 499, when next ends.", input)
}

// leavesEarly: the client leaves at 40 ms, and next goes on until 1,040.
func leavesEarly(t *testing.T, does string, panics bool) {
	t.Helper()
	s, v := newSite(0), get("/orders/17")
	hasGoneOn := false
	v.at(s.wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		act(w, does)
		time.Sleep(40 * ms)
		v.leave()
		time.Sleep(time.Second)
		hasGoneOn = true
		if panics {
			panic(causes[0])
		}
	})))
	input := fmt.Sprintf("next does this: %q (a number is WriteHeader); at 40 ms the context of the request ends; at 1,040 next ends, with a panic: %v", does, panics)
	if panics {
		expectPanic(t, v, causes[0], input)
	} else {
		expectEndedWell(t, v, input)
	}
	if !hasGoneOn {
		checkkit.Fail(t, checkkit.Told{
			Message: "The client left, and the handler ended before next did.", Input: input,
			Expected: "the handler ends at 1,040 ms", Actual: "the handler has ended, and next has not",
		})
	}
	expectRecords(t, s, []string{record("GET", "/orders/{id}", "499", 1040*ms)},
		"The client left before next ended: the request has to be recorded once, as 499, when next ends.", input)
	expectLines(t, s, 1, []string{"GET", "/orders/{id}", "1040"}, "A slow request has to be logged once, also if its client has left.", input)
}

func twoOfSixLeave(t *testing.T) {
	s := newSite(0)
	handler := s.wrap(taking(90 * ms))
	var expected []string
	visits := make([]*visit, 6)
	for index := range visits {
		visits[index] = get(fmt.Sprint("/table-", string(rune('a'+index))))
		status := "200"
		if index == 1 || index == 4 {
			status = "499"
		}
		expected = append(expected, record("GET", visits[index].request.URL.Path, status, 90*ms))
	}
	crowd(t, 0, 8, func(index int) func() {
		if index < 6 {
			return func() { visits[index].at(handler) }
		}
		return func() { visits[3*index-17].leave() }
	})
	input := "six requests at once, /table-a to /table-f, of 90 ms; meanwhile the contexts of /table-b and /table-e end"
	expectRecords(t, s, expected, "Overlapping requests share nothing, also when some clients leave.", input)
}
