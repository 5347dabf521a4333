package middleware_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What next calls, separated by blanks, and the status code that the client gets.
var beginnings = []struct{ does, status string }{
	{"", "200"}, {"write", "200"}, {"flush", "200"}, {"controller", "200"}, {"header", "200"},
	{"200", "200"}, {"201", "201"}, {"404", "404"}, {"503", "503"}, {"599", "599"},
	{"404 200", "404"}, {"200 404", "200"}, {"201 500 500", "201"},
	{"404 write", "404"}, {"404 flush", "404"}, {"404 controller", "404"},
	{"write 404", "200"}, {"flush 404", "200"}, {"controller 404", "200"}, {"empty 404", "200"},
	{"100 404", "404"}, {"103 103 201", "201"}, {"103", "200"}, {"103 write 404", "200"}, {"404 103", "404"},
}

func act(w http.ResponseWriter, does string) {
	for _, one := range strings.Fields(does) {
		switch one {
		case "write":
			_, _ = w.Write([]byte("a"))
		case "empty":
			_, _ = w.Write(nil)
		case "flush":
			w.(http.Flusher).Flush()
		case "controller":
			_ = http.NewResponseController(w).Flush()
		case "header":
			w.Header().Set("X-Order", "17")
		default:
			status, _ := strconv.Atoi(one)
			w.WriteHeader(status)
		}
	}
}

func recordsStatus(t *testing.T) {
	const message = "A request has to be recorded once, with its method, its route and the status code that the client gets."
	for _, one := range beginnings {
		s := newSite(0)
		next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { act(w, one.does) })
		input := fmt.Sprintf("next does this: %q (a number is WriteHeader, controller is Flush of http.NewResponseController, empty is a Write of nothing)", one.does)
		expectEndedWell(t, newVisit(http.MethodPost, "/orders/17").at(s.wrap(next)), input)
		expectRecords(t, s, []string{record("POST", "/orders/{id}", one.status, 0)}, message, input)
	}
	manyOrders(t, message)
	manyAtOnce(t)
}

func manyOrders(t *testing.T, message string) {
	s := newSite(0)
	handler := s.wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(202) }))
	var expected []string
	for index := range 12 {
		path := fmt.Sprintf("/orders/%d", 7*index+3)
		get(path).at(handler)
		expected = append(expected, record("GET", "/orders/{id}", "202", 0))
		expectRecords(t, s, expected, message, fmt.Sprintf("GET %s, request %d at one handler", path, index+1))
	}
	newVisit(http.MethodDelete, "/shops/9/menu").at(handler)
	expectRecords(t, s, append(expected, record("DELETE", "/shops/{id}/menu", "202", 0)), message, "DELETE /shops/9/menu at the same handler")
}

func manyAtOnce(t *testing.T) {
	s := newSite(0)
	handler := s.wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/table-"))
		w.WriteHeader(status)
		time.Sleep(20 * time.Millisecond)
		_, _ = w.Write([]byte("a"))
	}))
	var expected []string
	for index := range 12 {
		expected = append(expected, record("GET", fmt.Sprint("/table-", 400+index), fmt.Sprint(400+index), 20*time.Millisecond))
	}
	crowd(t, 0, 12, func(index int) func() {
		return func() { get(fmt.Sprint("/table-", 400+index)).at(handler) }
	})
	expectRecords(t, s, expected, "Overlapping requests share nothing.", "twelve requests at once, each in a goroutine; /table-400 sends 400, and so on")
}
