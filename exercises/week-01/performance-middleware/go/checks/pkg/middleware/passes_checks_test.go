package middleware_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

func passesThrough(t *testing.T) {
	for _, layers := range []string{"one middleware", "two middlewares, one in the other"} {
		for _, one := range scripts {
			everyCallPasses(t, layers, one, false)
			everyCallPasses(t, layers, one, true)
		}
		writeReturns(t, layers)
		for _, call := range []string{"WriteHeader(404)", `Write("part")`, "Flush()"} {
			callPanics(t, layers, call)
		}
	}
	deadlinePassesBetween(t)
	twoHandlers(t)
}

// through wraps a handler in one or two middlewares.
func through(layers string, next http.HandlerFunc) http.Handler {
	if layers == "one middleware" {
		return newSite(0).wrap(next)
	}
	return newSite(0).wrap(newSite(0).wrap(next))
}

type script struct {
	does string
	run  func(w http.ResponseWriter)
}

var scripts = []script{
	{"Header().Set, WriteHeader(201), Write, Flush, Write", func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(201)
		_, _ = w.Write([]byte("<p>"))
		flush(w)
		_, _ = w.Write([]byte("</p>"))
	}},
	{"forty times Write and Flush, then WriteHeader(500)", func(w http.ResponseWriter) {
		for part := range 40 {
			_, _ = fmt.Fprintf(w, "part %d", part+1)
			flush(w)
		}
		w.WriteHeader(500)
	}},
	{"WriteHeader with 103, 103, 404, 200, 103 and 799, then Write of nothing", func(w http.ResponseWriter) {
		for _, status := range []int{103, 103, 404, 200, 103, 799} {
			w.WriteHeader(status)
		}
		_, _ = w.Write(nil)
	}},
	{"Flush twice, WriteHeader(404), Flush", func(w http.ResponseWriter) {
		flush(w)
		flush(w)
		w.WriteHeader(404)
		flush(w)
	}},
	{"Write of 70,000 bytes and of 5,000", func(w http.ResponseWriter) {
		_, _ = w.Write(make([]byte, 70_000))
		_, _ = w.Write(make([]byte, 5_000))
	}},
	{"SetWriteDeadline and Flush of http.NewResponseController", func(w http.ResponseWriter) {
		controller := http.NewResponseController(w)
		attempt(controller.SetWriteDeadline(time.Date(2026, 1, 5, 9, 5, 0, 0, time.UTC)), w, "SetWriteDeadline")
		attempt(controller.Flush(), w, "Flush")
	}},
}

// flush does what event streams do: a writer that is no http.Flusher can't stream.
func flush(w http.ResponseWriter) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		attempt(errors.New("the writer of next is no http.Flusher"), w, "w.(http.Flusher)")
		return
	}
	flusher.Flush()
}

// attempt puts an error where the missing call would be.
func attempt(err error, w http.ResponseWriter, call string) {
	if err != nil {
		w.Header().Add("X-Missing", fmt.Sprintf("%s: %v", call, err))
	}
}

func everyCallPasses(t *testing.T, layers string, one script, leaves bool) {
	t.Helper()
	direct := get("/orders/17").at(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { one.run(w) }))
	input := fmt.Sprintf("%s; next calls %s", layers, one.does)
	if leaves {
		input += "; within next, before these calls, the context of the request ends"
	}
	v := newVisit(http.MethodPost, "/orders/17/?size=large")
	v.request.Body = io.NopCloser(strings.NewReader("no sugar"))
	v.request.Header.Set("X-Table", "7")
	var requests []*http.Request
	var got string
	v.at(through(layers, func(w http.ResponseWriter, r *http.Request) {
		requests = append(requests, r)
		body, _ := io.ReadAll(r.Body)
		got = fmt.Sprintf("%s %s, headers %v, body %q", r.Method, r.URL, r.Header, body)
		if leaves {
			v.leave()
		}
		one.run(w)
	}))
	expectEndedWell(t, v, input)
	expectCalls(t, 1, len(requests), input)
	checkkit.Equal(t, requests[0] == v.request, true, checkkit.Told{
		Message: "next has to get the same request that the handler got.", Input: input + "; whether the two pointers are equal",
	})
	checkkit.Equal(t, got, `POST /orders/17/?size=large, headers map[X-Table:[7]], body "no sugar"`, checkkit.Told{
		Message: "The request was changed on its way to next.", Input: input,
	})
	if missing := v.header["X-Missing"]; len(missing) > 0 {
		checkkit.Fail(t, checkkit.Told{
			Message: "The writer of next can do less than that of the server.", Input: input,
			Expected: "http.Flusher and http.NewResponseController work as on the server's writer", Actual: missing[0],
		})
	}
	expectSent(t, v, direct, input)
}

// expectSent wants the calls and the headers of next at the server's writer, and no others.
func expectSent(t *testing.T, v, direct *visit, input string) {
	t.Helper()
	checkkit.Equal(t, v.header, direct.header, checkkit.Told{
		Message: "The headers at the server's writer have to be those that next sets, and no others.", Input: input,
	})
	for index := range max(len(v.calls), len(direct.calls)) {
		if actual, expected := callAt(v.calls, index), callAt(direct.calls, index); actual != expected {
			checkkit.Fail(t, checkkit.Told{
				Message: "What next calls on its writer has to reach the server's writer, in the same order and with the same arguments, and nothing else.",
				Input:   input, Expected: fmt.Sprintf("call %d is %s", index+1, expected), Actual: fmt.Sprintf("call %d is %s", index+1, actual),
			})
		}
	}
}

func callAt(calls []string, index int) string {
	if index < len(calls) {
		return calls[index]
	}
	return "none"
}

func writeReturns(t *testing.T, layers string) {
	t.Helper()
	v := get("/orders/17")
	gone := errors.New("the client is gone")
	given := []result{{3, gone}, {0, gone}, {3, nil}, {4, nil}}
	v.results = given[:3]
	var got []result
	v.at(through(layers, func(w http.ResponseWriter, _ *http.Request) {
		for range given {
			count, err := w.Write([]byte("part"))
			got = append(got, result{count, err})
		}
	}))
	input := layers + "; next calls Write four times, of 4 bytes each; the server's writer returns 3 and an error, 0 and an error, 3, and 4"
	for index, one := range got {
		if one != given[index] {
			checkkit.Fail(t, checkkit.Told{
				Message: "Write has to return what the server's writer returned.", Input: fmt.Sprintf("%s; call %d", input, index+1),
				Expected: fmt.Sprint(given[index].count, ", ", given[index].err), Actual: fmt.Sprint(one.count, ", ", one.err),
			})
		}
	}
	checkkit.Equal(t, len(v.calls), 4, checkkit.Told{
		Message: "Each Write has to reach the server's writer once, also after one that failed.", Input: input + "; the number of calls there",
	})
}

// callPanics: the server's writer refuses a call, as net/http does with a status code that is none.
func callPanics(t *testing.T, layers, call string) {
	t.Helper()
	v := get("/orders/17")
	refused := errors.New("refused")
	v.trouble = func(noted string) {
		if noted == call {
			panic(refused)
		}
	}
	var got any
	v.at(through(layers, func(w http.ResponseWriter, _ *http.Request) {
		defer func() { got = recover() }()
		switch call {
		case "Flush()":
			flush(w)
		case "WriteHeader(404)":
			w.WriteHeader(404)
		default:
			_, _ = w.Write([]byte("part"))
		}
	}))
	if got != any(refused) {
		checkkit.Fail(t, checkkit.Told{
			Message: "The panic of a call at the server's writer has to reach next.", Input: fmt.Sprintf("%s; %s of the server's writer panics", layers, call),
			Expected: "next recovers from: refused", Actual: fmt.Sprint("next recovers from: ", got),
		})
	}
}

// A layer stands between two middlewares and notes deadlines itself.
type layer struct {
	*connection
	deadlines int
}

func (l *layer) SetWriteDeadline(deadline time.Time) error {
	l.deadlines++
	return l.connection.SetWriteDeadline(deadline)
}

func (l *layer) Unwrap() http.ResponseWriter { return l.connection }

func deadlinePassesBetween(t *testing.T) {
	v := get("/orders/17")
	between := &layer{connection: v.connection}
	inner := newSite(0).wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Date(2026, 1, 5, 9, 5, 0, 0, time.UTC))
	}))
	v.at(newSite(0).wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { inner.ServeHTTP(between, r) })))
	checkkit.Equal(t, between.deadlines, 1, checkkit.Told{
		Message: "Unwrap has to return the writer that the middleware got: http.NewResponseController has to find its SetWriteDeadline.",
		Input:   "two middlewares, and between them a writer with a SetWriteDeadline of its own; the number of its calls",
	})
}

// twoHandlers are wrapped by one middleware.
func twoHandlers(t *testing.T) {
	s := newSite(0)
	var called []string
	wrap := func(name string) http.Handler {
		return s.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = append(called, name) }))
	}
	menu, orders := wrap("menu"), wrap("orders")
	for _, handler := range []http.Handler{menu, orders, menu} {
		get("/").at(handler)
	}
	checkkit.Equal(t, strings.Join(called, ", "), "menu, orders, menu", checkkit.Told{
		Message: "Each handler has to call the next that it was wrapped around.",
		Input:   "one middleware wraps two handlers, menu and orders; requests come to menu, orders, menu",
	})
}
