package handler_test

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/producer/handler"
)

// A crowd is twelve orders at once, at a broker that answers each when the check says so.
type crowd struct {
	*shop
	ends    []chan error
	lock    sync.Mutex
	answers []*answer
	panics  []any
}

// withCrowd runs a check with a crowd whose orders have all been sent, and lets them go at its end.
func withCrowd(t *testing.T, body func(t *testing.T, c *crowd)) {
	t.Helper()
	checkkit.LeavableBubble(t, func(t *testing.T) {
		c := &crowd{shop: newShop(), answers: make([]*answer, len(customers))}
		for range customers {
			c.ends = append(c.ends, make(chan error, 1))
		}
		c.broker = func(_ context.Context, order handler.Order) error {
			runtime.Gosched()
			return <-c.ends[max(0, slices.Index(customers, order.CustomerName))]
		}
		defer func() {
			for _, end := range c.ends {
				close(end)
			}
			checkkit.Settle(t)
		}()
		for index := range customers {
			go c.order(index)
		}
		c.rest(t)
		body(t, c)
	})
}

func (c *crowd) order(index int) {
	defer func() {
		if cause := recover(); cause != nil {
			c.lock.Lock()
			defer c.lock.Unlock()
			c.panics = append(c.panics, cause)
		}
	}()
	a := c.send(bodyOf(index))
	c.lock.Lock()
	defer c.lock.Unlock()
	c.answers[index] = a
}

// rest lets everything go on that waits for no broker.
func (c *crowd) rest(t *testing.T) {
	t.Helper()
	checkkit.Settle(t)
	c.lock.Lock()
	defer c.lock.Unlock()
	if len(c.panics) > 0 {
		checkkit.Failf(t, "Your code panicked: %v", c.panics[0])
	}
}

// end lets the broker answer this order.
func (c *crowd) end(t *testing.T, index int, err error) {
	t.Helper()
	c.ends[index] <- err
	c.rest(t)
}

func (c *crowd) answerTo(index int) *answer {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.answers[index]
}
