package resilience_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"go-coffee/pkg/resilience"
)

// changes is a listener that records every call.
type changes struct {
	lock sync.Mutex
	list []string
}

func (c *changes) listen(from, to resilience.State) { c.note(nameOf(from) + " to " + nameOf(to)) }

func (c *changes) note(text string) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.list = append(c.list, text)
}

func (c *changes) heard() []string {
	c.lock.Lock()
	defer c.lock.Unlock()
	return slices.Clone(c.list)
}

func (c *changes) forget() {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.list = nil
}

// line is what was heard, in one line.
func (c *changes) line() string { return lineOf(c.heard()) }

func (c *changes) sorted() string { return lineOf(slices.Sorted(slices.Values(c.heard()))) }

func lineOf(list []string) string {
	if len(list) == 0 {
		return "no call"
	}
	return strings.Join(list, " · ")
}

func nameOf(state resilience.State) string {
	switch state {
	case resilience.StateClosed:
		return "closed"
	case resilience.StateOpen:
		return "open"
	case resilience.StateHalfOpen:
		return "half-open"
	default:
		return fmt.Sprintf("State(%d)", int(state))
	}
}
