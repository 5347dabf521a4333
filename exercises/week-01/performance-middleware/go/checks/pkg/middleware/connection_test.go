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
	// What the next calls of Write return; after them, all goes well.
	results []result
	// trouble is asked by each call that is noted, and may panic.
	trouble func(call string)
}

type result struct {
	count int
	err   error
}

func (c *connection) Header() http.Header { return c.header }

func (c *connection) WriteHeader(status int) { c.note(fmt.Sprintf("WriteHeader(%d)", status)) }

func (c *connection) Write(part []byte) (int, error) {
	if len(part) > 100 {
		c.note(fmt.Sprintf("Write(%d bytes)", len(part)))
	} else {
		c.note(fmt.Sprintf("Write(%q)", part))
	}
	if len(c.results) == 0 {
		return len(part), nil
	}
	given := c.results[0]
	c.results = c.results[1:]
	return given.count, given.err
}

func (c *connection) Flush() { c.note("Flush()") }

func (c *connection) SetWriteDeadline(deadline time.Time) error {
	c.note(fmt.Sprintf("SetWriteDeadline(%s)", deadline.UTC().Format(time.RFC3339)))
	return nil
}

func (c *connection) note(call string) {
	c.calls = append(c.calls, call)
	if c.trouble != nil {
		c.trouble(call)
	}
}
