package server_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"go-coffee/api-gateway/server"
	"go-coffee/internal/codealong/checkkit"
)

func liveAnswersAlone(t *testing.T) {
	g := newGateway(t, 0)
	for call := 1; call <= 3; call++ {
		g.expectAlive(fmt.Sprintf("no checks; Live is asked, time %d", call))
		g.pass(time.Second)
	}
	g.expectAliveFor(http.MethodPost, "no checks; a POST asks Live")
	panics := newDependency("database", func(context.Context) error { panic("connection refused") })
	checks := []*dependency{g.add(panics, server.ScopeShared), g.add(hanging("pool"), server.ScopeInstance)}
	for call := 1; call <= 3; call++ {
		input := fmt.Sprintf("a check that panics and one that hangs; Live is asked, time %d after that", call)
		g.expectAlive(input)
		g.pass(time.Second)
		for _, one := range checks {
			g.expectCalls(one, 0, "Live called a check, and a database outage restarts every instance.", input)
		}
	}
}

func reportsEveryCheck(t *testing.T) {
	g := newGateway(t, 0)
	g.expectAnswer(g.probe(), allOk(), "Without checks Ready answers 200 and ok at once.", "no checks are registered")
	g.pass(time.Second)
	names := []string{"b+c", " a", "a", "A", "10", "9", "__proto__", "constructor", "d%25", "é", "pool", "database", `<&">`}
	var checks []*dependency
	for i, name := range names {
		d := succeeding(name)
		if i == 0 {
			d = taking(50*ms, name, nil)
		}
		checks = append(checks, g.add(d, server.ScopeInstance))
	}
	for round := 1; round <= 3; round++ {
		input := fmt.Sprintf("13 checks that succeed, the first one after 50 ms; probe %d", round)
		p := g.probe()
		g.expectPending(p, "Ready answered before all checks had ended.", input+"; no time has passed")
		g.pass(50 * ms)
		input += "; 50 ms have passed"
		g.expectAnswer(p, allOk(names...), "The report does not list every check as it ended, in the order of registration.", input)
		for _, one := range checks {
			g.expectCalls(one, round, "Each run calls every check once.", input)
		}
		g.pass(time.Second)
	}
	posted := ask(context.Background(), http.MethodPost, g.health.Ready)
	g.pass(50 * ms)
	g.expectAnswer(posted, allOk(names...), "Ready answers whatever the request is.", "13 checks that succeed; a POST asks Ready")
	g.pass(time.Second)
	late := g.add(succeeding("late"), server.ScopeInstance)
	p := g.probe()
	g.pass(50 * ms)
	message, input := "A check that is registered later takes part from the next run on.", "a 14th check is registered after four probes; probe 5"
	g.expectAnswer(p, allOk(append(names, "late")...), message, input)
	g.expectCalls(late, 1, message, input)
}

// runsInParallel has thirteen checks of 100, 110, … 220 ms; the slowest one is registered first, in the middle, last.
func runsInParallel(t *testing.T) {
	for _, slowest := range places {
		g := newGateway(t, 0)
		var checks []*dependency
		for i, name := range thirteen {
			duration := time.Duration(100+10*((i+12-slowest)%13)) * ms
			checks = append(checks, g.add(taking(duration, name, nil), server.ScopeInstance))
		}
		input := fmt.Sprintf("13 checks that take 100, 110, … 220 ms, the slowest one registered as number %d", slowest+1)
		p := g.probe()
		begun := 0
		for _, one := range checks {
			begun += one.calls()
		}
		if begun != 13 {
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("Only %d of 13 checks were called before the first one ended.", begun),
				Input:    input + "; no time has passed",
				Expected: "13 checks called",
				Actual:   fmt.Sprint(begun, " called"),
			})
		}
		g.pass(219 * ms)
		g.expectPending(p, "Ready answered before the slowest check had ended.", input+"; 219 ms have passed")
		g.pass(ms)
		g.expectAnswer(p, allOk(thirteen...), "The slowest check has ended, and Ready has to answer.", input+"; 220 ms have passed")
	}
}

var byStatus = map[string]string{
	"ok":          "No check failed, and Ready has to say 200 and ok.",
	"degraded":    "A shared dependency is down, and no other check failed: Ready has to say 200 and degraded.",
	"unavailable": "A check of scope instance failed, and Ready has to say 503 and unavailable.",
}

// expectProbe probes, and asks Live after it: it has its own mind.
func (g *gateway) expectProbe(e expected, input string) {
	g.t.Helper()
	g.expectAnswer(g.probe(), e, byStatus[e.status], input)
	g.expectAlive(input + "; then Live is asked")
	g.pass(time.Second)
}

func statusFor(scope server.Scope) string {
	if scope == server.ScopeShared {
		return "degraded"
	}
	return "unavailable"
}

func failsByScope(t *testing.T) {
	scopes := []server.Scope{server.ScopeInstance, server.ScopeShared}
	for _, place := range places {
		for i, scope := range scopes {
			g := newGateway(t, 0)
			for at, one := range thirteenWith(place, failing) {
				if at == place {
					g.add(one, scope)
				} else {
					g.add(one, scopes[1-i])
				}
			}
			e := reported(statusFor(scope), thirteen, map[string]string{thirteen[place]: "failed"})
			g.expectProbe(e, fmt.Sprintf("13 checks; number %d, of scope %s, fails", place+1, nameOf(scope)))
		}
	}
	for _, order := range [][]server.Scope{{0, 1}, {1, 0}, {1, 0, 1}} {
		bothFail(t, order)
	}
	for _, scope := range scopes {
		allFail(t, scope)
	}
	comesAndGoes(t)
}

// bothFail has 13 checks of which the second, the seventh and perhaps the twelfth fail, with these scopes.
func bothFail(t *testing.T, scopes []server.Scope) {
	g := newGateway(t, 0)
	failed := map[string]string{}
	for i, name := range thirteen {
		at := map[int]int{1: 1, 6: 2, 11: 3}[i] - 1
		if at < 0 || at >= len(scopes) {
			g.add(succeeding(name), server.ScopeShared)
			continue
		}
		failed[name] = "failed"
		g.add(failing(name), scopes[at])
	}
	var order []string
	for _, scope := range scopes {
		order = append(order, nameOf(scope))
	}
	g.expectProbe(reported("unavailable", thirteen, failed), fmt.Sprintf("13 checks; %d fail, of the scopes %v in this order", len(scopes), order))
}

func allFail(t *testing.T, scope server.Scope) {
	g := newGateway(t, 0)
	failed := map[string]string{}
	for i, name := range thirteen {
		if i == 12 {
			g.add(succeeding(name), server.ScopeInstance)
			continue
		}
		failed[name] = "failed"
		g.add(failing(name), scope)
	}
	input := fmt.Sprintf("12 checks of scope %s fail, and one of scope instance succeeds", nameOf(scope))
	g.expectProbe(reported(statusFor(scope), thirteen, failed), input)
}

// comesAndGoes has one instance and three rounds: the pool fails, the database fails, all are well.
func comesAndGoes(t *testing.T) {
	g := newGateway(t, 0)
	pool, database := g.add(succeeding("pool"), server.ScopeInstance), g.add(succeeding("database"), server.ScopeShared)
	names := []string{"pool", "database"}
	well := func(context.Context) error { return nil }
	down := func(context.Context) error { return errDown }
	for round := 1; round <= 3; round++ {
		input := fmt.Sprintf("two checks, nothing is kept, round %d: ", round)
		pool.set(down)
		g.expectProbe(reported("unavailable", names, map[string]string{"pool": "failed"}), input+"the pool fails")
		pool.set(well)
		database.set(down)
		g.expectProbe(reported("degraded", names, map[string]string{"database": "failed"}), input+"the pool succeeds again, the database fails")
		database.set(well)
		g.expectProbe(allOk(names...), input+"both succeed again")
	}
}

func nameOf(scope server.Scope) string {
	if scope == server.ScopeShared {
		return "shared"
	}
	return "instance"
}

func timesOut(t *testing.T) {
	for _, place := range places {
		g := newGateway(t, 0)
		for i, one := range thirteenWith(place, hanging) {
			if i == place {
				g.addFor(one, server.ScopeInstance, 300*ms)
			} else {
				g.add(one, server.ScopeInstance)
			}
		}
		input := fmt.Sprintf("13 checks; number %d, with a timeout of 300 ms, hangs; the others succeed at once", place+1)
		p := g.probe()
		g.pass(299 * ms)
		g.expectPending(p, "Ready answered before the timeout had passed.", input+"; 299 ms have passed")
		g.pass(ms)
		e := reported("unavailable", thirteen, map[string]string{thirteen[place]: "timeout"})
		g.expectAnswer(p, e, "A check hangs, and at its timeout Ready has to report it beside the others.", input+"; 300 ms have passed")
	}
	for _, timeout := range []time.Duration{50 * ms, 300 * ms, 30 * time.Second, 720 * time.Hour} {
		aroundTheLimit(t, timeout, nil)
		aroundTheLimit(t, timeout, errDown)
	}
	allHang(t)
}

// aroundTheLimit has a check that ends 10 ms before its timeout, and one that would end 10 ms after it.
func aroundTheLimit(t *testing.T, timeout time.Duration, err error) {
	for _, ends := range []time.Duration{timeout - 10*ms, timeout + 10*ms} {
		g := newGateway(t, 0)
		g.addFor(taking(ends, "pool", err), server.ScopeInstance, timeout)
		p := g.probe()
		input := fmt.Sprintf("a check that returns %v after %v, with a timeout of %v", err, ends, timeout)
		until := min(ends, timeout)
		g.pass(until - ms)
		g.expectPending(p, "Ready answered too early.", fmt.Sprintf("%s; %v have passed", input, until-ms))
		g.pass(ms)
		e, message := allOk("pool"), "The check ended within its timeout, and its own result has to be reported."
		if err != nil {
			e = reported("unavailable", []string{"pool"}, map[string]string{"pool": "error"})
		}
		if ends > timeout {
			e = reported("unavailable", []string{"pool"}, map[string]string{"pool": "timeout"})
			message = "The check has not ended within its timeout, and has to be reported for that."
		}
		g.expectAnswer(p, e, message, fmt.Sprintf("%s; %v have passed", input, until))
	}
}

// allHang has twelve checks that hang, with timeouts of 100, 101, … 111 ms.
func allHang(t *testing.T) {
	g := newGateway(t, 0)
	failed := map[string]string{}
	for i, name := range thirteen[:12] {
		failed[name] = "timeout"
		g.addFor(hanging(name), server.ScopeShared, time.Duration(100+i*5%12)*ms)
	}
	input := "12 checks of scope shared that hang, with timeouts of 100, 101, … 111 ms"
	p := g.probe()
	g.pass(110 * ms)
	g.expectPending(p, "Ready answered before the last timeout had passed.", input+"; 110 ms have passed")
	g.pass(ms)
	g.expectAnswer(p, reported("degraded", thirteen[:12], failed), "Each of them failed with its timeout.", input+"; 111 ms have passed")
}
