package middleware_test

import (
	"fmt"
	"net/http"
	"time"
)

// A connection is the server's writer. It notes what is called, but for Header.
type connection struct {
	header http.Header
	calls  []string
	// failure is what Write returns after three bytes, if it is not nil.
	failure error
}

func (c *connection) Header() http.Header { return c.header }

func (c *connection) WriteHeader(status int) { c.note("WriteHeader(%d)", status) }

func (c *connection) Write(part []byte) (int, error) {
	c.note("Write(%q)", part)
	if c.failure != nil {
		return 3, c.failure
	}
	return len(part), nil
}

func (c *connection) Flush() { c.note("Flush()") }

func (c *connection) SetWriteDeadline(deadline time.Time) error {
	c.note("SetWriteDeadline(%s)", deadline.UTC().Format(time.RFC3339))
	return nil
}

func (c *connection) note(format string, arguments ...any) {
	c.calls = append(c.calls, fmt.Sprintf(format, arguments...))
}
