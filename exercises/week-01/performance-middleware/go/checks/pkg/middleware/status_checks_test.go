package middleware_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// What next calls, separated by blanks, and the status code that the client gets.
var beginnings = []struct{ does, status string }{
	{"", "200"}, {"write", "200"}, {"flush", "200"}, {"controller", "200"}, {"header", "200"},
	{"200", "200"}, {"201", "201"}, {"204", "204"}, {"304", "304"}, {"404", "404"}, {"499", "499"}, {"503", "503"}, {"599", "599"}, {"799", "799"},
	{"404 200", "404"}, {"200 404", "200"}, {"201 500 500", "201"},
	{"404 write", "404"}, {"404 flush", "404"}, {"404 controller", "404"},
	{"write 404", "200"}, {"flush 404", "200"}, {"controller 404", "200"}, {"empty 404", "200"}, {"copy 404", "200"}, {"text 404", "200"},
	{"100 404", "404"}, {"103 103 201", "201"}, {"199 404", "404"}, {"103", "200"}, {"103 write 404", "200"}, {"404 103", "404"},
}

var calls = map[string]string{
	"write": "Write", "empty": "Write of nothing", "copy": "io.Copy", "text": "io.WriteString", "flush": "Flush", "header": "Header().Set",
	"controller": "Flush of http.NewResponseController",
}

// told says what next does in words.
func told(does string) string {
	var all []string
	for _, one := range strings.Fields(does) {
		if call, known := calls[one]; known {
			all = append(all, call)
		} else {
			all = append(all, fmt.Sprintf("WriteHeader(%s)", one))
		}
	}
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

func act(w http.ResponseWriter, does string) {
	for _, one := range strings.Fields(does) {
		switch one {
		case "write":
			_, _ = w.Write([]byte("a"))
		case "empty":
			_, _ = w.Write(nil)
		case "copy":
			_, _ = io.Copy(w, io.LimitReader(strings.NewReader("a part"), 3)) // Through ReadFrom, if the writer has one.
		case "text":
			_, _ = io.WriteString(w, "a part")
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

func acting(does string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { act(w, does) })
}

const once = "Each request has to be recorded once, when next has ended."

func recordsStatus(t *testing.T) {
	for _, one := range beginnings {
		s := newSite(0)
		input := "next calls " + told(one.does)
		expectEndedWell(t, newVisit(http.MethodPost, "/orders/17").at(s.wrap(acting(one.does))), input)
		expectRecords(t, s, []recorded{record("POST", "/orders/{id}", one.status, 0)}, once, input)
	}
	for _, one := range [][2]string{{"", "200"}, {"write", "200"}, {"404", "404"}, {"503", "503"}} {
		twoRecorders(t, one[0], one[1])
	}
	failedWrite(t)
	routes(t)
	unknownRoute(t)
	manyAtOnce(t)
}

// unknownRoute: whether an empty route is recorded as it is, or as other, no rule says.
func unknownRoute(t *testing.T) {
	s := newSite(0)
	get("/wp-login.php").at(s.wrap(taking(0)))
	rests(t)
	route := ""
	if records, _ := s.seen(); len(records) == 1 && records[0].route == "other" {
		route = "other"
	}
	expectRecords(t, s, []recorded{record("GET", route, "200", 0)}, once, `GET /wp-login.php, for which RouteOf returns ""`)
}

func twoRecorders(t *testing.T, does, status string) {
	t.Helper()
	outer, inner := newSite(0), newSite(0)
	input := "a middleware in another one, each with a recorder of its own; next calls " + told(does)
	expectEndedWell(t, get("/orders/17").at(outer.wrap(inner.wrap(acting(does)))), input)
	expectRecords(t, outer, []recorded{record("GET", "/orders/{id}", status, 0)}, once, input+"; the recorder of the outer one")
	expectRecords(t, inner, []recorded{record("GET", "/orders/{id}", status, 0)}, once, input+"; the recorder of the inner one")
}

// failedWrite: a part of the part was sent, and with it the head.
func failedWrite(t *testing.T) {
	s, v := newSite(0), get("/orders/17")
	v.results = []result{{3, errors.New("the connection is gone")}}
	v.at(s.wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("part"))
		w.WriteHeader(404)
	})))
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "200", 0)}, once,
		"next calls Write, of which 3 of 4 bytes are sent before it fails, then WriteHeader(404)")
}

// routes: one handler answers with status codes that differ; every third request sends no head.
func routes(t *testing.T) {
	var targets [][3]string
	for index := range 12 {
		targets = append(targets, [3]string{"GET", fmt.Sprint("/orders/", 7*index+3), "/orders/{id}"})
	}
	targets = append(targets, [3]string{"DELETE", "/orders/3", "/orders/{id}"}, [3]string{"PUT", "/orders/3", "/orders/{number}"},
		[3]string{"PUT", "/shops/9/menu", "/shops/{number}/menu"})
	for _, method := range []string{"HEAD", "OPTIONS", "PATCH", "M-SEARCH", "purge"} {
		targets = append(targets, [3]string{method, "/menu", "/menu"})
	}
	for _, path := range []string{"/", "/menu/", "/Menu", "/a%2Fb", "/a+b", "/a%25d", "/shops/a" + strings.Repeat("/very/long/path", 8)} {
		targets = append(targets, [3]string{"GET", path, path})
	}
	for index := range 8 {
		path := fmt.Sprint("/page-", index)
		targets = append(targets, [3]string{"GET", path, path})
	}
	s, does := newSite(0), ""
	handler := s.wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { act(w, does) }))
	var expected []recorded
	for index, one := range targets {
		does = fmt.Sprint(201 + index)
		status := does
		if index%3 == 2 {
			does, status = "", "200"
		}
		newVisit(one[0], one[1]).at(handler)
		expected = append(expected, record(one[0], one[2], status, 0))
		expectRecords(t, s, expected, once, fmt.Sprintf("%s %s, request %d at one handler; its next calls %s", one[0], one[1], index+1, told(does)))
	}
}

func manyAtOnce(t *testing.T) {
	s := newSite(0)
	var begun atomic.Int32
	handler := s.wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(399 + int(begun.Add(1)))
		time.Sleep(20 * ms)
		_, _ = w.Write([]byte("a"))
	}))
	var expected []recorded
	for index := range 20 {
		expected = append(expected, record("GET", "/orders/{id}", fmt.Sprint(400+index), 20*ms))
	}
	crowd(t, 0, 20, func(int) func() { return func() { get("/orders/17").at(handler) } })
	expectRecords(t, s, expected, once, "twenty requests at once, each in a goroutine, all GET /orders/17, of 20 ms, with the status codes 400 to 419")
}
