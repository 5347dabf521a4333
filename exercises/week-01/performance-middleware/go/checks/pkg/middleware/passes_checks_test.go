package middleware_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

func passesThrough(t *testing.T) {
	for _, layers := range []int{1, 2} {
		for _, one := range scripts {
			everyCallPasses(t, layers, one, false)
			everyCallPasses(t, layers, one, true)
		}
		writeReturns(t, layers)
	}
}

// through wraps a handler in one or two middlewares.
func through(layers int, next http.HandlerFunc) (handler http.Handler) {
	handler = next
	for range layers {
		handler = newSite(0).wrap(handler)
	}
	return handler
}

var scripts = []func(w http.ResponseWriter){
	func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(201)
		_, _ = w.Write([]byte("<p>"))
		flush(w)
		_, _ = w.Write([]byte("</p>"))
	},
	func(w http.ResponseWriter) {
		for part := range 12 {
			_, _ = fmt.Fprintf(w, "part %d", part+1)
			flush(w)
		}
		w.WriteHeader(500)
	},
	func(w http.ResponseWriter) {
		w.WriteHeader(103)
		w.WriteHeader(404)
		w.WriteHeader(200)
		_, _ = w.Write(nil)
	},
	func(w http.ResponseWriter) {
		controller := http.NewResponseController(w)
		attempt(controller.SetWriteDeadline(time.Date(2026, 1, 5, 9, 5, 0, 0, time.UTC)), w, "SetWriteDeadline")
		attempt(controller.Flush(), w, "Flush")
	},
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

func everyCallPasses(t *testing.T, layers int, script func(w http.ResponseWriter), leaves bool) {
	t.Helper()
	direct := get("/orders/17").at(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { script(w) }))
	input := fmt.Sprintf("%d middlewares, one in the other; next calls %s", layers, strings.Join(direct.calls[:min(5, len(direct.calls))], ", "))
	if leaves {
		input += "; the context of the request has ended before"
	}
	var requests []*http.Request
	v := get("/orders/17")
	v.at(through(layers, func(w http.ResponseWriter, r *http.Request) {
		requests = append(requests, r)
		if leaves {
			v.leave()
		}
		script(w)
	}))
	expectEndedWell(t, v, input)
	if len(requests) != 1 || requests[0] != v.request {
		checkkit.Fail(t, checkkit.Told{
			Message: "next has to be called once, with the same request.", Input: input,
			Expected: "one call with the request of the handler", Actual: fmt.Sprintf("%d calls, the same request: %v", len(requests), slices.Contains(requests, v.request)),
		})
	}
	if missing := v.header["X-Missing"]; len(missing) > 0 {
		checkkit.Fail(t, checkkit.Told{
			Message: "The writer of next can do less than that of the server.", Input: input,
			Expected: "http.Flusher and http.NewResponseController work as on the server's writer", Actual: missing[0],
		})
	}
	checkkit.Equal(t, v.header, direct.header, checkkit.Told{Message: "The headers that next sets are not those of the server's writer.", Input: input})
	checkkit.Equal(t, strings.Join(v.calls, ", "), strings.Join(direct.calls, ", "), checkkit.Told{
		Message: "What next calls on its writer has to reach the server's writer, in the same order, with the same arguments.", Input: input,
	})
}

func writeReturns(t *testing.T, layers int) {
	t.Helper()
	v := get("/orders/17")
	v.failure = errors.New("the client is gone")
	count, err := 0, error(nil)
	v.at(through(layers, func(w http.ResponseWriter, _ *http.Request) { count, err = w.Write([]byte("part")) }))
	if count != 3 || err != v.failure {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Write has to return what the server's writer returned.",
			Input:    fmt.Sprintf("%d middlewares; the server's writer returns 3 and an error", layers),
			Expected: fmt.Sprint("3, ", v.failure), Actual: fmt.Sprint(count, ", ", err),
		})
	}
}
