package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"go-coffee/internal/codealong/checkkit"
)

// expected is what a probe has to be told. Each check is "name outcome", where the outcome is ok, error, timeout, or failed
// when the reason is open.
type expected struct {
	http   int
	status string
	names  []string
	failed map[string]string
}

var draining = expected{http: 503, status: "draining"}

func allOk(names ...string) expected { return expected{http: 200, status: "ok", names: names} }

// reported has these checks in this order; those that failed are named with their outcome.
func reported(status string, names []string, failed map[string]string) expected {
	code := 200
	if status == "unavailable" {
		code = 503
	}
	return expected{code, status, names, failed}
}

func (e expected) outcome(name string) string {
	if outcome, isFailed := e.failed[name]; isFailed {
		return outcome
	}
	return "ok"
}

func (g *gateway) expectPending(p *probe, message, input string) {
	g.t.Helper()
	if p.isDone() {
		checkkit.Fail(g.t, checkkit.Told{Message: message, Input: input, Expected: "Ready waits", Actual: p.String()})
	}
}

func (g *gateway) expectAnswer(p *probe, e expected, message, input string) {
	g.t.Helper()
	body := g.objectOf(p, message, e.String(), input)
	checks, isList := body["checks"].([]any)
	if !isList {
		checkkit.Fail(g.t, checkkit.Told{Message: "The body of Ready has no list of checks.", Input: input, Expected: `"checks":[…]`, Actual: p.body})
	}
	var wanted, actual []string
	for i := range max(len(checks), len(e.names)) {
		want, got := "nothing", "nothing"
		if i < len(e.names) {
			want = fmt.Sprintf("%q %s", e.names[i], e.outcome(e.names[i]))
		}
		if i < len(checks) {
			got = entry(checks[i], strings.HasSuffix(want, " failed"))
		}
		if want != got {
			wanted, actual = append(wanted, want), append(actual, got)
		}
	}
	if p.status != e.http || body["status"] != e.status || len(wanted) > 0 {
		tell := func(code int, status any, differing []string) string {
			if len(differing) == 0 {
				return fmt.Sprintf("%d %v, with %d checks", code, status, len(e.names))
			}
			return fmt.Sprintf("%d %v: %s", code, status, strings.Join(differing, ", "))
		}
		checkkit.Fail(g.t, checkkit.Told{
			Message:  message,
			Input:    input,
			Expected: tell(e.http, e.status, wanted),
			Actual:   tell(p.status, body["status"], actual),
		})
	}
}

func (e expected) String() string {
	failed := slices.Sorted(maps.Keys(e.failed))
	return strings.TrimSpace(fmt.Sprint(e.http, " ", e.status, " ", strings.Join(failed, " ")))
}

// entry is one check of a report, as text.
func entry(check any, reasonIsOpen bool) string {
	fields, isObject := check.(map[string]any)
	if !isObject {
		return fmt.Sprint(check)
	}
	name := fmt.Sprintf("%#v", fields["name"])
	reason, _ := fields["reason"].(string)
	switch status := fields["status"]; {
	case status == "ok" && reason == "":
		return name + " ok"
	case status == "failed" && reasonIsOpen:
		return name + " failed"
	case status == "failed" && (reason == "error" || reason == "timeout"):
		return name + " " + reason
	default:
		return fmt.Sprintf("%s %v(%v)", name, status, fields["reason"])
	}
}

// objectOf is the body of an answer, which has to be one JSON object and has to say so.
func (g *gateway) objectOf(p *probe, message, expected, input string) map[string]any {
	g.t.Helper()
	if p.isDone() && p.panicked != nil {
		message = "Your code panicked."
	}
	if !p.isDone() || p.panicked != nil {
		checkkit.Fail(g.t, checkkit.Told{Message: message, Input: input, Expected: expected, Actual: p.String()})
	}
	kind, _, _ := strings.Cut(p.header.Get("Content-Type"), ";")
	if !strings.EqualFold(strings.TrimSpace(kind), "application/json") {
		checkkit.Fail(g.t, checkkit.Told{
			Message:  "An answer does not say that it is application/json.",
			Input:    input,
			Expected: "content-type: application/json",
			Actual:   "content-type: " + p.header.Get("Content-Type"),
		})
	}
	var body map[string]any
	if err := json.Unmarshal([]byte(p.body), &body); err != nil {
		checkkit.Fail(g.t, checkkit.Told{Message: "The body of an answer is not one JSON object.", Input: input, Expected: "one object", Actual: p.body})
	}
	return body
}

// expectAlive fails unless Live says that this instance is alive.
func (g *gateway) expectAlive(input string) {
	g.t.Helper()
	g.expectAliveFor(http.MethodGet, input)
}

func (g *gateway) expectAliveFor(method, input string) {
	g.t.Helper()
	p := ask(g.t.Context(), method, g.health.Live)
	checkkit.Settle(g.t)
	message := "Live has to answer 200 and ok, whatever happens around it."
	body := g.objectOf(p, message, "200 ok", input)
	if p.status != 200 || body["status"] != "ok" {
		checkkit.Fail(g.t, checkkit.Told{Message: message, Input: input, Expected: `200 {"status":"ok"}`, Actual: p.String()})
	}
}

func (g *gateway) expectCalls(d *dependency, calls int, message, input string) {
	g.t.Helper()
	if actual := d.calls(); actual != calls {
		checkkit.Fail(g.t, checkkit.Told{
			Message:  message,
			Input:    input,
			Expected: fmt.Sprintf("check %q %s", d.name, called(calls)),
			Actual:   called(actual),
		})
	}
}

func called(count int) string {
	switch count {
	case 0:
		return "not called"
	case 1:
		return "called once"
	default:
		return fmt.Sprint("called ", count, " times")
	}
}
