package handler_test

import (
	"fmt"
	"slices"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/producer/handler"
)

func waitsForTheBroker(t *testing.T) {
	withCrowd(t, func(t *testing.T, c *crowd) {
		input := "twelve orders at once, each in a goroutine; the broker has confirmed none of them"
		for index := range customers {
			expectUnanswered(t, c, index, input)
		}
		if published := len(c.publications()); published != 12 {
			checkkit.Fail(t, checkkit.Told{
				Message:  "Twelve orders came at once, and not each was published: an order waits for another one.",
				Input:    input,
				Expected: "12 published",
				Actual:   fmt.Sprint(published, " published"),
			})
		}
		const tooEarly = "The breaker has to see a success when the broker has confirmed an order, and not before."
		expectSeen(t, c.shop, 0, 0, tooEarly, input)
		for index := 11; index >= 0; index-- {
			now := fmt.Sprintf("twelve orders at once; the broker confirms them in reverse order, now that of %q", customers[index])
			c.end(t, index, nil)
			a := c.answerTo(index)
			orders := c.publications()
			at := slices.IndexFunc(orders, func(order handler.Order) bool { return order.CustomerName == customers[index] })
			if a == nil || at < 0 {
				checkkit.Fail(t, checkkit.Told{
					Message: "The broker has confirmed the order, and there is no answer.", Input: now, Expected: "an answer", Actual: "none",
				})
			}
			expectAccepted(t, a, orders[at].ID, now)
			for other := range index {
				expectUnanswered(t, c, other, now)
			}
			expectSeen(t, c.shop, 12-index, 0, tooEarly, now)
		}
		expectTwoAlike(t, c)
	})
}

// expectTwoAlike sends what two customers of one name want: two orders, not one that was sent twice.
func expectTwoAlike(t *testing.T, c *crowd) {
	t.Helper()
	for range 2 {
		go c.order(0)
	}
	c.rest(t)
	if published := len(c.publications()) - 12; published != 2 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Two orders with the same body came at once, and they are two orders: each is published, at once.",
			Input:    "two orders at once with the same body; the broker has confirmed neither",
			Expected: "2 published",
			Actual:   fmt.Sprint(published, " published"),
		})
	}
}

func expectUnanswered(t *testing.T, c *crowd, index int, input string) {
	t.Helper()
	if a := c.answerTo(index); a != nil {
		checkkit.Fail(t, checkkit.Told{
			Message:  "An order was answered before the broker had confirmed it.",
			Input:    fmt.Sprintf("%s; the order of %q", input, customers[index]),
			Expected: "no answer yet",
			Actual:   a.String(),
		})
	}
}
