package handler

import (
	"encoding/json"
	"io"
	"strings"
)

// NewOrder is an order as a customer sends it.
type NewOrder struct {
	CustomerName string `json:"customer_name"`
	CoffeeType   string `json:"coffee_type"`
}

// Order is an order that has its number.
type Order struct {
	ID string `json:"id"`
	NewOrder
}

// InvalidOrderError says that a body is not an order. Problems is written for the customer and may be shown to them.
type InvalidOrderError struct {
	Problems []string
}

func (e *InvalidOrderError) Error() string {
	return "the order is invalid: " + strings.Join(e.Problems, ", ")
}

// ParseOrder reads an order from a request body: a JSON object with customer_name and coffee_type, two texts that are not
// blank and that stay as they are. Fields that it does not know are left out. Anything else is an *InvalidOrderError. A body
// can be read once.
func ParseOrder(body io.Reader) (NewOrder, error) {
	var fields map[string]any
	text, err := io.ReadAll(body)
	if err != nil || json.Unmarshal(text, &fields) != nil || fields == nil {
		return NewOrder{}, &InvalidOrderError{Problems: []string{"the body has to be a JSON object"}}
	}
	var problems []string
	textOf := func(name string) string {
		value, _ := fields[name].(string)
		if strings.TrimSpace(value) == "" {
			problems = append(problems, name+" has to be a text that is not blank")
		}
		return value
	}
	order := NewOrder{CustomerName: textOf("customer_name"), CoffeeType: textOf("coffee_type")}
	if problems != nil {
		return NewOrder{}, &InvalidOrderError{Problems: problems}
	}
	return order, nil
}
