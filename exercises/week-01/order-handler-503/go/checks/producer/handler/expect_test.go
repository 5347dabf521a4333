package handler_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func expectStatus(t *testing.T, a *answer, status int, message, input string) {
	t.Helper()
	if a.status != status {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: fmt.Sprint("status ", status), Actual: a.String()})
	}
}

// expectProblem wants an answer from 400 on: a problem with this status.
func expectProblem(t *testing.T, a *answer, status int, message, input string) {
	t.Helper()
	expectStatus(t, a, status, message, input)
	body := objectOf(t, a, "application/problem+json", input)
	if title, _ := body["title"].(string); title == "" || body["status"] != float64(status) {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("The body of a %d is not a problem with a title and the status.", status),
			Input:    input,
			Expected: fmt.Sprintf("an object with a text that is not empty as title, and the number %d as status", status),
			Actual:   a.body,
		})
	}
}

// expectAccepted wants 202, and that both the location and the body name this order.
func expectAccepted(t *testing.T, a *answer, id, input string) {
	t.Helper()
	expectStatus(t, a, 202, "The broker confirmed the order, and the answer is not 202.", input)
	if location := a.header.Get("Location"); location != "/orders/"+id {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("Order %s was published, and the location of the answer is not that of this order.", id),
			Input:    input,
			Expected: "location: /orders/" + id,
			Actual:   fmt.Sprintf("location: %s", location),
		})
	}
	if body := objectOf(t, a, "application/json", input); body["id"] != id {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("Order %s was published, and the body of the answer does not have this id.", id),
			Input:    input,
			Expected: fmt.Sprintf("a JSON object whose id is %q", id),
			Actual:   a.body,
		})
	}
}

func objectOf(t *testing.T, a *answer, kind, input string) map[string]any {
	t.Helper()
	said := a.header.Get("Content-Type")
	name, _, _ := strings.Cut(said, ";")
	if !strings.EqualFold(strings.TrimSpace(name), kind) {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("An answer does not say that it is %s.", kind),
			Input:    input,
			Expected: "content-type: " + kind,
			Actual:   fmt.Sprintf("content-type: %s", said),
		})
	}
	var body map[string]any
	if err := json.Unmarshal([]byte(a.body), &body); err != nil {
		checkkit.Fail(t, checkkit.Told{Message: "The body of an answer is not one JSON object.", Input: input, Expected: "one object", Actual: a.body})
	}
	return body
}

// expectNoLeak fails when something of the error can be read in the answer.
func expectNoLeak(t *testing.T, a *answer, input string) {
	t.Helper()
	text := fmt.Sprint(a.header, " ", a.body)
	for _, one := range []string{"broker-7.internal", "topic-orders-internal"} {
		if strings.Contains(text, one) {
			checkkit.Fail(t, checkkit.Told{
				Message:  "The answer shows something of the error: " + one,
				Input:    input,
				Expected: "no message or cause of it in headers and body",
				Actual:   text,
			})
		}
	}
}

func expectStory(t *testing.T, s *shop, expected, message, input string) {
	t.Helper()
	if actual := s.story(); actual != expected {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: expected, Actual: actual})
	}
}

func expectSeen(t *testing.T, s *shop, successes, failures int, message, input string) {
	t.Helper()
	if expected, actual := verdicts(successes, failures), s.seen(); actual != expected {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: expected, Actual: actual})
	}
}
