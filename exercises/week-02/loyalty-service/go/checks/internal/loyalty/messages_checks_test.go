package loyalty_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// describeMessage tells what a message is about, for example "ana PointsEarned order-1 600".
func describeMessage(message infrastructure.Message) string {
	return describe(message.Key, message.Headers["event-type"], valueOf(message.Value))
}

// describeEvent tells of an event what describeMessage tells of its message.
func describeEvent(event domain.Event) string {
	return describe(event.Account(), event.Name(), fieldsOf(event))
}

func describe(customerID, kind string, fields map[string]any) string {
	id := fields["TxID"]
	if id == nil {
		id = fields["RedemptionID"]
	}
	told := fmt.Sprint(customerID, " ", kind, " ", id)
	if points := fields["Points"]; points != nil {
		told += fmt.Sprint(" ", points)
	}
	return told
}

func describeEvents(events []domain.Event) []string {
	told := []string{}
	for _, event := range events {
		told = append(told, describeEvent(event))
	}
	return told
}

func describeAll(messages []infrastructure.Message) []string {
	told := []string{}
	for _, message := range messages {
		told = append(told, describeMessage(message))
	}
	return told
}

// about describes the messages about each customer, in order.
func about(messages []infrastructure.Message) map[any][]string {
	told := map[any][]string{}
	for _, message := range messages {
		customer := valueOf(message.Value)["AccountID"]
		told[customer] = append(told[customer], describeMessage(message))
	}
	return told
}

// firstOfEach leaves repetitions out.
func firstOfEach(texts []string) []string {
	first := []string{}
	for _, text := range texts {
		if !slices.Contains(first, text) {
			first = append(first, text)
		}
	}
	return first
}

func sorted(texts []string) []string { return slices.Sorted(slices.Values(texts)) }

// sameList compares messages, which have to be there once each and in order.
func sameList(t *testing.T, actual, expected []string, message, input string) {
	t.Helper()
	checkkit.SameList(t, actual, expected, checkkit.Told{Message: message, Input: input})
}

// valueOf is the object that JSON holds; nil when it holds none.
func valueOf(text []byte) map[string]any {
	var value map[string]any
	_ = json.Unmarshal(text, &value)
	return value
}

func fieldsOf(event domain.Event) map[string]any {
	text, _ := json.Marshal(event)
	return valueOf(text)
}

// checkMessages is the convention for messages, which the brief prints. events are those that they may be about.
func checkMessages(t *testing.T, messages []infrastructure.Message, events []domain.Event) {
	t.Helper()
	known := map[string]map[string]any{}
	for _, event := range events {
		known[describeEvent(event)] = fieldsOf(event)
	}
	values, ids := map[string]string{}, map[string]string{}
	for _, m := range messages {
		text, value := string(m.Value), valueOf(m.Value)
		input := "a message with the value " + text
		mustBe(t, value != nil, "The value of a message is not an object as JSON.", input, "the event as JSON", text)
		fields, isKnown := known[describe(m.Key, m.Headers["event-type"], value)]
		mustBe(t, m.Topic == "loyalty.events" && m.Key == value["AccountID"] && (isKnown || len(events) == 0),
			"A message has another topic, key or event-type than rule 19 says.", input,
			"the topic loyalty.events, the customer as key, the event-type of the event", []any{m.Topic, m.Key, m.Headers})
		for field, expected := range fields {
			isSame := reflect.DeepEqual(value[field], expected) || fmt.Sprint(value[field]) == fmt.Sprint(expected)
			mustBe(t, isSame, "A message has another "+field+" than its event.", input, expected, value[field])
		}
		id := m.Headers["event-id"]
		mustBe(t, id != "", "A message has no event-id.", input, "a header event-id", m.Headers)
		otherValue, isUsed := values[id]
		mustBe(t, !isUsed || otherValue == text, "Two different events have the same event-id.", "event-id "+id+": values", otherValue, text)
		otherID, isAgain := ids[text]
		mustBe(t, !isAgain || otherID == id, "An event that is sent again has another event-id.", input, otherID, id)
		values[id], ids[text] = text, id
	}
}
