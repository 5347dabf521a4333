package middleware_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"
)

func logsSlow(t *testing.T) {
	for _, one := range []struct {
		limit, took time.Duration
		slow        int
	}{
		{0, 0, 0}, {0, 99 * ms, 0}, {0, 100 * ms, 0}, {0, 100*ms + 1, 1}, {0, 101 * ms, 1}, {0, 15 * time.Second, 1},
		{-1, 0, 0}, {-1, 1, 1}, {-time.Second, ms, 1}, {1, 1, 0}, {1, 2, 1},
		{250 * ms, 101 * ms, 0}, {250 * ms, 250 * ms, 0}, {250 * ms, 251 * ms, 1},
	} {
		s := newSite(one.limit)
		input := fmt.Sprintf("SlowAfter is %s (0 stands for 100 ms, less for a limit of 0); DELETE /orders/17 takes %s", one.limit, one.took)
		expectEndedWell(t, newVisit(http.MethodDelete, "/orders/17").at(s.wrap(taking(one.took))), input)
		expectLines(t, s, one.slow, nil, "A request has to be logged once if it took longer than the limit, and else not.", input)
	}
	s := newSite(0)
	handler := s.wrap(taking(1204 * ms))
	for round := range 3 {
		newVisit(http.MethodDelete, "/orders/17").at(handler)
		expectLines(t, s, round+1, []string{"DELETE", "/orders/{id}", "1204"},
			"Each slow request is logged in one line, with its method, its route and its milliseconds.",
			fmt.Sprintf("request %d of DELETE /orders/17 at one handler, of 1204 ms", round+1))
	}
}
