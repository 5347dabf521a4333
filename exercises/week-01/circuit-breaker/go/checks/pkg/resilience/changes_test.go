package resilience_test

import (
	"fmt"
	"slices"
	"sync"

	"go-coffee/pkg/resilience"
)

// changes is a listener that records every call.
type changes struct {
	lock sync.Mutex
	list []string
}

func (c *changes) listen(from, to resilience.State) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.list = append(c.list, nameOf(from)+" to "+nameOf(to))
}

func (c *changes) heard() []string {
	c.lock.Lock()
	defer c.lock.Unlock()
	return slices.Concat([]string{}, c.list)
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
