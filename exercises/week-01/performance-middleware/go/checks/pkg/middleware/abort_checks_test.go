package middleware_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

const left = "The client left before next ended: the request has to be recorded once, as 499."

func abortIs499(t *testing.T) {
	for _, does := range []string{"", "404", "503", "write"} {
		for _, panics := range []bool{false, true} {
			leavesEarly(t, does, panics)
		}
	}
	s := newSite(0)
	v := get("/orders/17").at(s.wrap(taking(30 * ms)))
	time.Sleep(time.Second)
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "200", 30*ms)},
		"The client left after next had ended: that changes nothing.", "next ends at 30 ms, then the client leaves")
	expectEndedWell(t, v, "next ends at 30 ms")
	for _, one := range limits {
		leavesSlowly(t, one)
	}
	runsOutOfTime(t)
	leavesForAReason(t)
	leavesBefore(t)
	leavesAgainAndAgain(t)
	nestedLeaves(t)
	twoOfSixLeave(t)
}

// leavesSlowly: the client leaves when next ends, which is all that is slow.
func leavesSlowly(t *testing.T, one limit) {
	t.Helper()
	s, v := one.site(), get("/orders/17")
	v.at(s.wrap(taking(one.took, func() { v.leave() })))
	input := fmt.Sprintf("%s; after %s the context of the request ends, and then next", one, one.took)
	expectEndedWell(t, v, input)
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "499", one.took)}, left, input)
	one.expectLineIf(t, s, http.MethodGet, input)
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
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "499", 90*ms)}, left, input)
}

// leavesForAReason: the context of the request ends with a cause of its own.
func leavesForAReason(t *testing.T) {
	s, v := newSite(0), get("/orders/17")
	ctx, leave := context.WithCancelCause(v.request.Context())
	v.request = v.request.WithContext(ctx)
	v.at(s.wrap(taking(40*ms, func() { leave(errors.New("the connection was reset")) })))
	const input = "the context of the request is cancelled with a cause at 40 ms; then next ends"
	expectEndedWell(t, v, input)
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "499", 40*ms)}, left, input)
}

// leavesBefore: the client is gone when the request reaches the handler.
func leavesBefore(t *testing.T) {
	s, v, calls := newSite(0), get("/orders/17"), 0
	v.leave()
	v.at(s.wrap(taking(40*ms, func() { calls++ })))
	const input = "the context of the request has ended before the handler is called; next takes 40 ms"
	expectCalls(t, 1, calls, input)
	expectEndedWell(t, v, input)
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "499", 40*ms)}, left, input)
}

// leavesAgainAndAgain: clients give up one after the other, at one handler, and every third one stays.
func leavesAgainAndAgain(t *testing.T) {
	s := newSite(0)
	var v *visit
	stays := false
	handler := s.wrap(taking(150*ms, func() {
		if !stays {
			v.leave()
		}
	}))
	var expected []recorded
	for round := range 12 {
		v, stays = get("/orders/17"), round%3 == 2
		v.at(handler)
		status := map[bool]string{true: "200", false: "499"}[stays]
		expected = append(expected, record("GET", "/orders/{id}", status, 150*ms))
		input := fmt.Sprintf("one handler, twelve requests of 150 ms; two clients leave before the end, the third one stays, and so on; request %d", round+1)
		expectRecords(t, s, expected, left, input)
		expectLines(t, s, len(expected), []string{"GET", "/orders/{id}", "150"}, "A slow request has to be logged once, also if its client has left.", input)
	}
}

func nestedLeaves(t *testing.T) {
	outer, inner, v := newSite(0), newSite(0), get("/orders/17")
	v.at(outer.wrap(inner.wrap(taking(40*ms, func() { v.leave() }))))
	const input = "a middleware in another one, each with a recorder of its own; the client leaves at 40 ms, and next ends"
	expectRecords(t, outer, []recorded{record("GET", "/orders/{id}", "499", 40*ms)}, left, input+"; the recorder of the outer one")
	expectRecords(t, inner, []recorded{record("GET", "/orders/{id}", "499", 40*ms)}, left, input+"; the recorder of the inner one")
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
	input := fmt.Sprintf("next calls %s; at 40 ms the context of the request ends; at 1,040 next %s", told(does), map[bool]string{true: "panics", false: "ends well"}[panics])
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
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "499", 1040*ms)}, left, input)
	expectLines(t, s, 1, []string{"GET", "/orders/{id}", "1040"}, "A slow request has to be logged once, also if its client has left.", input)
}

func twoOfSixLeave(t *testing.T) {
	s := newSite(0)
	handler := s.wrap(taking(90 * ms))
	var expected []recorded
	visits := make([]*visit, 6)
	for index := range visits {
		visits[index] = get("/orders/17")
		status := "200"
		if index == 1 || index == 4 {
			status = "499"
		}
		expected = append(expected, record("GET", "/orders/{id}", status, 90*ms))
	}
	crowd(t, 0, 8, func(index int) func() {
		if index < 6 {
			return func() { visits[index].at(handler) }
		}
		return func() { visits[3*index-17].leave() }
	})
	input := "six requests at once, all GET /orders/17, of 90 ms; meanwhile the contexts of two of them end"
	expectRecords(t, s, expected, "Each request has to be recorded once, also when some clients leave.", input)
}
