package middleware_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

const ms = time.Millisecond

func recordsDuration(t *testing.T) {
	s := newSite(0)
	stream := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(30 * ms)
		w.WriteHeader(200)
		_, _ = w.Write([]byte("first"))
		time.Sleep(220 * ms)
		_, _ = w.Write([]byte("last"))
		time.Sleep(50 * ms)
	})
	input := "next sends the head at 30 ms, parts at 30 and 250, and ends at 300"
	expectEndedWell(t, get("/orders/17").at(s.wrap(stream)), input)
	expectRecords(t, s, []recorded{record("GET", "/orders/{id}", "200", 300*ms)}, once, input)
	fourRounds(t)
	twentyAtOnce(t)
	timeBetween(t)
	for _, part := range []string{"RecordRequest", "Log", "RouteOf"} {
		keepsNobodyWaiting(t, part)
	}
}

func fourRounds(t *testing.T) {
	s := newSite(0)
	var expected []recorded
	now := time.Duration(0)
	handler := s.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(now) }))
	for _, now = range []time.Duration{40 * ms, 0, 2500*ms + 1, 2 * time.Hour} {
		time.Sleep(5 * time.Second)
		get("/orders/17").at(handler)
		expected = append(expected, record("GET", "/orders/{id}", "200", now))
		expectRecords(t, s, expected, once, "one wrapped handler, and a request 5 s after the end of each; they take 40 ms, 0, 2,500 ms and 1 ns, and 2 h")
	}
}

// twentyAtOnce begin 1 ms apart; the first takes 120 ms, each later one 2 ms less.
func twentyAtOnce(t *testing.T) {
	s := newSite(0)
	var begun atomic.Int32
	handler := s.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		time.Sleep(time.Duration(122-2*begun.Add(1)) * ms)
	}))
	var expected []recorded
	for index := range 20 {
		expected = append(expected, record("GET", "/orders/{id}", "200", time.Duration(120-2*index)*ms))
	}
	crowd(t, ms, 20, func(int) func() { return func() { get("/orders/17").at(handler) } })
	expectRecords(t, s, expected, once,
		"twenty requests, each in a goroutine, all GET /orders/17; they begin 1 ms apart and take 120, 118, … 82 ms")
}

// timeBetween two middlewares is seen by the outer one only.
func timeBetween(t *testing.T) {
	outer, inner := newSite(0), newSite(0)
	measured := inner.wrap(taking(50 * ms))
	get("/orders/17").at(outer.wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(30 * ms)
		measured.ServeHTTP(w, r)
	})))
	const input = "a middleware in another one, each with a recorder of its own; 30 ms pass between them, and next takes 50"
	expectRecords(t, outer, []recorded{record("GET", "/orders/{id}", "200", 80*ms)}, once, input+"; the recorder of the outer one")
	expectRecords(t, inner, []recorded{record("GET", "/orders/{id}", "200", 50*ms)}, once, input+"; the recorder of the inner one")
}

// keepsNobodyWaiting: while a part of the measuring works on one request, another one comes and goes.
func keepsNobodyWaiting(t *testing.T, part string) {
	t.Helper()
	s := newSite(-1)
	held, open := make(chan struct{}), make(chan struct{})
	s.trouble = func(one, text string) {
		if one == part && strings.Contains(text, "/slow") {
			<-held
		}
	}
	var hasBegun, hasEnded atomic.Bool
	handler := s.wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			time.Sleep(ms)
			return
		}
		hasBegun.Store(true)
		<-open
	}))
	go get("/slow").at(handler)
	checkkit.Settle(t)
	if part != "RouteOf" {
		time.Sleep(5 * ms)
		checkkit.Settle(t)
	}
	go func() {
		get("/quick").at(handler)
		hasEnded.Store(true)
	}()
	// Whoever waits for a lock does so at once: while somebody waits for one, time stands still.
	checkkit.Settle(t)
	if hasBegun.Load() {
		time.Sleep(5 * ms)
		checkkit.Settle(t)
		close(open)
		checkkit.Settle(t)
	}
	if !hasEnded.Load() {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A request waits until another one is measured.",
			Input:    fmt.Sprintf("two requests, /slow and then /quick; %s works on /slow for long, and does not end before /quick does", part),
			Expected: "the handler of /quick ends meanwhile", Actual: map[bool]string{true: "its next has ended, and it has not", false: "its next is not called"}[hasBegun.Load()],
		})
	}
	close(held)
	checkkit.Settle(t)
	time.Sleep(5 * ms)
	checkkit.Settle(t)
}
