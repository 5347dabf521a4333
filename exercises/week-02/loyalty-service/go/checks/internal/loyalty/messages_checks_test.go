package loyalty_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// describeMessage tells what a message is about, for example "ana PointsEarned order-1 600".
func describeMessage(message infrastructure.Message) string {
	value := valueOf(message)
	id := value["TxID"]
	if id == nil {
		id = value["RedemptionID"]
	}
	told := fmt.Sprint(message.Key, " ", message.Headers["event-type"], " ", id)
	if points := value["Points"]; points != nil {
		told += fmt.Sprint(" ", points)
	}
	return told
}

// describeEvent tells of an event what describeMessage tells of its message.
func describeEvent(event domain.Event) string {
	told := event.Account() + " " + event.Name() + " " + subject(event)
	switch event := event.(type) {
	case domain.PointsEarned:
		told += fmt.Sprint(" ", event.Points)
	case domain.PointsRedeemed:
		told += fmt.Sprint(" ", event.Points)
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

// describeAll tells what each message is about, in order.
func describeAll(messages []infrastructure.Message) []string {
	told := []string{}
	for _, message := range messages {
		told = append(told, describeMessage(message))
	}
	return told
}

// about describes the messages about a customer.
func about(messages []infrastructure.Message, customerID string) []string {
	return describeAll(slices.DeleteFunc(slices.Clone(messages), func(m infrastructure.Message) bool {
		return valueOf(m)["AccountID"] != customerID
	}))
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

// sameList compares messages, or what else has to be there once each and in order; a finding tells the difference alone.
func sameList(t *testing.T, actual, expected []string, message, input string) {
	t.Helper()
	if slices.Equal(actual, expected) {
		return
	}
	differences := some("missing", without(expected, actual)) + some("not expected", without(actual, expected)) + some("repeated", repeated(actual))
	for place, text := range expected {
		if differences == "" && actual[place] != text {
			differences = fmt.Sprintf("; number %d is %s, where %s belongs", place+1, actual[place], text)
		}
	}
	checkkit.Fail(t, checkkit.Told{
		Message:  message,
		Input:    input,
		Expected: fmt.Sprint(len(expected), " in order, each once"),
		Actual:   fmt.Sprint(len(actual), differences),
	})
}

func some(what string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return fmt.Sprintf("; %d %s: %s", len(texts), what, strings.Join(texts[:min(len(texts), 3)], ", "))
}

func without(texts, others []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return slices.Contains(others, text) })
}

func repeated(texts []string) []string {
	again := []string{}
	for i, text := range texts {
		if slices.Index(texts, text) < i {
			again = append(again, text)
		}
	}
	return again
}

func valueOf(message infrastructure.Message) map[string]any {
	var value map[string]any
	_ = json.Unmarshal(message.Value, &value)
	return value
}

// checkMessages is the convention for messages, which the brief prints. events are those that they may be about.
func checkMessages(t *testing.T, messages []infrastructure.Message, events []domain.Event) {
	t.Helper()
	known := map[string]domain.Event{}
	for _, event := range events {
		known[describeEvent(event)] = event
	}
	values, ids := map[string]string{}, map[string]string{}
	for _, m := range messages {
		text := string(m.Value)
		input := "a message with the value " + text
		value := valueOf(m)
		if value == nil {
			checkkit.Fail(t, checkkit.Told{Message: "The value of a message is not an object as JSON.", Input: input, Expected: "the event as JSON", Actual: text})
		}
		event, ok := known[describeMessage(m)]
		equalf(t, fmt.Sprintf("%s %v %t", m.Topic, m.Key == value["AccountID"], ok || len(events) == 0), "loyalty.events true true",
			"A message has another topic, key or event-type than rule 19 says.",
			fmt.Sprintf("%s, the key %s and the headers %v: topic, key is the customer, event-type is that of the event", input, m.Key, m.Headers))
		checkFields(t, value, event, input)
		id := m.Headers["event-id"]
		if id == "" {
			checkkit.Fail(t, checkkit.Told{Message: "A message has no event-id.", Input: input, Expected: "a header event-id", Actual: fmt.Sprint(m.Headers)})
		}
		if other, ok := values[id]; ok {
			equalf(t, text, other, "Two different events have the same event-id.", "event-id "+id+": values")
		}
		if other, ok := ids[text]; ok {
			equalf(t, id, other, "An event that is sent again has another event-id.", input)
		}
		values[id], ids[text] = text, id
	}
}

// checkFields compares the fields of an event with those of its message, which may hold more.
func checkFields(t *testing.T, value map[string]any, event domain.Event, input string) {
	t.Helper()
	if event == nil {
		return
	}
	encoded, _ := json.Marshal(event)
	var fields map[string]any
	_ = json.Unmarshal(encoded, &fields)
	for field, expected := range fields {
		equalf(t, fmt.Sprint(value[field]), fmt.Sprint(expected), "A message has another "+field+" than its event.", input)
	}
}
