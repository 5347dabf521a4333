package handler_test

import (
	"context"
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/producer/handler"
)

func acceptsOrders(t *testing.T) {
	s := newShop()
	for index, name := range customers {
		input := "POST /orders " + bodyOf(index)
		a := s.send(bodyOf(index))
		count := index + 1
		expectStory(t, s, story(count, count, count), "A valid order asks the breaker once, takes one id and is published once.",
			fmt.Sprintf("order %d of twelve, one after another: %s", count, input))
		order := s.publications()[index]
		expected := handler.Order{ID: s.ids[index], NewOrder: handler.NewOrder{CustomerName: name, CoffeeType: drinkOf(index)}}
		checkkit.Equal(t, order, expected, checkkit.Told{
			Message: "The order that was published is not the one that came in, with an id from newID.", Input: input,
		})
		expectSeen(t, s, count, 0, "The breaker did not see a success.", input)
		expectAccepted(t, a, order.ID, input)
	}
	contextEndsWithTheRequest(t)
}

func contextEndsWithTheRequest(t *testing.T) {
	s := newShop()
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	var before, after error
	s.broker = func(given context.Context, _ handler.Order) error {
		before = given.Err()
		leave()
		after = given.Err()
		return nil
	}
	s.sendWith(ctx, goodBody)
	if before != nil || after == nil {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The context that publish gets does not end with that of the request.",
			Input:    "a valid order; the context of the request is cancelled while publish is at work",
			Expected: "the context of publish is not done before, and done after",
			Actual:   fmt.Sprintf("before: %v, after: %v", before, after),
		})
	}
}
