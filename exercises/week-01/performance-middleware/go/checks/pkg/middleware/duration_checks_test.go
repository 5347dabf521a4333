package middleware_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

const ms = time.Millisecond

func recordsDuration(t *testing.T) {
	const message = "The duration recorded is not the time from the call of the handler until next ended."
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
	expectRecords(t, s, []string{record("GET", "/orders/{id}", "200", 300*ms)}, message, input)
	threeRounds(t, message)
	twelveAtOnce(t, message)
	slowRecorder(t)
}

func threeRounds(t *testing.T, message string) {
	s := newSite(0)
	var expected []string
	now := time.Duration(0)
	handler := s.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(now) }))
	for _, now = range []time.Duration{40 * ms, 0, 2500*ms + 1} {
		time.Sleep(5 * time.Second)
		get("/orders/17").at(handler)
		expected = append(expected, record("GET", "/orders/{id}", "200", now))
		expectRecords(t, s, expected, message, "one wrapped handler; every 5 s a request, which take 40 ms, 0, and 2,500 ms and 1 ns")
	}
}

// twelveAtOnce begin 7 ms apart; the first takes 120 ms, each later one 10 ms less.
func twelveAtOnce(t *testing.T, message string) {
	s := newSite(0)
	durations := map[string]time.Duration{}
	var expected []string
	for index := range 12 {
		path := fmt.Sprint("/table-", string(rune('a'+index)))
		durations[path] = time.Duration(120-10*index) * ms
		expected = append(expected, record("GET", path, "200", durations[path]))
	}
	handler := s.wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { time.Sleep(durations[r.URL.Path]) }))
	crowd(t, 7*ms, 12, func(index int) func() {
		return func() { get(fmt.Sprint("/table-", string(rune('a'+index)))).at(handler) }
	})
	input := "twelve requests, each in a goroutine, /table-a to /table-l; they begin 7 ms apart and take 120, 110, … 10 ms"
	expectRecords(t, s, expected, message, input)
}

// slowRecorder: whoever records for long keeps nobody else waiting.
func slowRecorder(t *testing.T) {
	s := newSite(0)
	s.delay = func(endpoint string) time.Duration {
		if endpoint == "/slow" {
			return 500 * ms
		}
		return 0
	}
	handler := s.wrap(taking(0)) // Whoever waits for a lock does so at once: while somebody waits, time stands still.
	took := make(chan time.Duration, 1)
	quick := func() {
		began := time.Now()
		get("/quick").at(handler)
		took <- time.Since(began)
	}
	crowd(t, ms, 2, func(index int) func() {
		return []func(){func() { get("/slow").at(handler) }, quick}[index]
	})
	if quickTook := <-took; quickTook != 0 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A request waited until another one was recorded.",
			Input:    "two requests that take no time, /slow and 1 ms later /quick; RecordRequest takes 500 ms for the first one",
			Expected: "the handler of /quick ends at once", Actual: fmt.Sprint("it ended after ", quickTook),
		})
	}
}
