package handler_test

import (
	"encoding/json"
	"fmt"
)

// Twelve customers. Some differ in a blank or in the case of a letter.
var customers = []string{
	" Ana 1", "Ana 1", "ana 1", "Ana 10", "__proto__", "Łukasz ☕", "0", "null", "O'Neil", `<Ben> & "Co"`, "Ana\n2", "A%25+",
}

func drinkOf(index int) string {
	return fmt.Sprintf("Latte %%25+ %d ", index)
}

// bodyOf is a valid order of this customer. It has fields that nobody asked for.
func bodyOf(index int) string {
	text, _ := json.Marshal(map[string]any{
		"id": "O-mine", "customer_name": customers[index], "coffee_type": drinkOf(index), "status": "paid",
	})
	return string(text)
}

const goodBody = `{"customer_name":"Ana","coffee_type":"Latte"}`

// Twelve kinds of bodies that are not orders.
var badBodies = []string{
	"", " ", `{"customer_name":"Ana","coffee_type":`, "null", "[]", `"Latte"`, "42", "{}", `{"customer_name":"Ana"}`,
	`{"coffee_type":"Latte","customer_name":" "}`, `{"customer_name":"Ana","coffee_type":7}`,
	`{"customerName":"Ana","coffeeType":"Latte","id":"O-mine"}`,
}
