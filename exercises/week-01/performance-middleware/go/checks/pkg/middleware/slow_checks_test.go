package middleware_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

type limit struct {
	slowAfter, took time.Duration
	lines           int
}

func (l limit) String() string {
	return fmt.Sprintf("SlowAfter is %s (0 stands for 100 ms, less for a limit of 0)", l.slowAfter)
}

// site has other middlewares beside it, with other limits.
func (l limit) site() *site {
	newSite(-1)
	s := newSite(l.slowAfter)
	newSite(time.Hour)
	return s
}

// expectLineIf wants a line exactly if the request was slow.
func (l limit) expectLineIf(t *testing.T, s *site, method, input string) {
	t.Helper()
	expectLines(t, s, l.lines, []string{method, "/orders/{id}"}, "A request has to be logged once if it took longer than the limit, and else not.", input)
}

var limits = []limit{
	{0, 0, 0}, {0, 99 * ms, 0}, {0, 100 * ms, 0}, {0, 100*ms + 1, 1}, {0, 101 * ms, 1}, {0, 15 * time.Second, 1},
	{-1, 0, 0}, {-1, 1, 1}, {-time.Second, ms, 1}, {1, 1, 0}, {1, 2, 1},
	{250 * ms, 101 * ms, 0}, {250 * ms, 250 * ms, 0}, {250 * ms, 251 * ms, 1}, {time.Hour, 50 * time.Minute, 0},
}

func logsSlow(t *testing.T) {
	for _, does := range []string{"", "404", "503"} {
		for _, one := range limits {
			s := one.site()
			next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				act(w, does)
				time.Sleep(one.took)
			})
			input := fmt.Sprintf("%s; next calls %s, and DELETE /orders/17 takes %s", one, told(does), one.took)
			expectEndedWell(t, newVisit(http.MethodDelete, "/orders/17").at(s.wrap(next)), input)
			one.expectLineIf(t, s, http.MethodDelete, input)
		}
	}
	for _, one := range [][2]string{{"DELETE", "/menu"}, {"OPTIONS", "/shops/a%25d/$$/x"}, {"PROPPATCH", "/branches" + strings.Repeat("/tables/items/notes", 8)}} {
		for _, took := range []int{101, 1001, 1204, 1204567, 3_000_000_000} {
			namesTheRequest(t, one[0], one[1], took)
		}
	}
	s := newSite(0)
	handler := s.wrap(taking(150 * ms))
	crowd(t, 0, 20, func(int) func() { return func() { get("/orders/17").at(handler) } })
	expectLines(t, s, 20, []string{"GET", "/orders/{id}", "150"}, "Each request that took longer than the limit has to be logged once.",
		"twenty requests at once, all GET /orders/17, of 150 ms")
}

func namesTheRequest(t *testing.T, method, path string, took int) {
	t.Helper()
	s := newSite(0)
	handler := s.wrap(taking(time.Duration(took) * ms))
	for round := range 3 {
		newVisit(method, path).at(handler)
		expectLines(t, s, round+1, []string{method, path, fmt.Sprint(took)}, "Each slow request has to be logged once.",
			fmt.Sprintf("request %d of %s %s at one handler, of %d ms", round+1, method, path, took))
	}
}
