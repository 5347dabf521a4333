package server_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"go-coffee/api-gateway/server"
	"go-coffee/internal/codealong/checkkit"
)

var isTimeout = reported("unavailable", []string{"pool"}, map[string]string{"pool": "timeout"})

// ownGoroutines are those of the bubble itself.
var ownGoroutines int

func abortsAndForgets(t *testing.T) {
	checkkit.Settle(t)
	ownGoroutines = len(checkkit.OtherGoroutines())
	abortsInTime(t)
	eachHasItsContext(t)
	obeys(t)
	for _, when := range []string{"while that result is kept", "while the next run waits", "after the next run"} {
		for _, err := range []error{nil, errDown, panicking{"too late"}} {
			endsLate(t, when, err)
		}
	}
	leavesNobody(t)
}

// abortsInTime has four rounds: the check hangs, hangs again, and then succeeds twice.
func abortsInTime(t *testing.T) {
	g := newGateway(t, 0)
	pool := g.addFor(hanging("pool"), server.ScopeInstance, time.Second)
	for round := 1; round <= 4; round++ {
		p := g.probe()
		input := fmt.Sprintf("a check that hangs twice and then succeeds, with a timeout of 1 s, round %d", round)
		g.expectCalls(pool, round, "Each run calls every check once.", input)
		g.expectGoesOn(pool, round-1, input+"; no time has passed")
		g.pass(999 * ms)
		g.expectGoesOn(pool, round-1, input+"; 999 ms have passed")
		if round >= 3 {
			pool.end(round-1, nil)
			g.settle()
			g.expectAnswer(p, allOk("pool"), "A check that succeeds is ok, whatever came before.", input+"; it returns nil after 999 ms")
			continue
		}
		g.pass(ms)
		g.expectAnswer(p, isTimeout, "The timeout has passed.", input+"; 1 s has passed")
		g.expectStopped(pool, round-1, input+"; 1 s has passed")
		g.pass(time.Second)
	}
	var contexts []context.Context
	for call := range 4 {
		contexts = append(contexts, pool.context(call))
	}
	expectOwnContexts(t, contexts, "a check that was called in four runs")
	pool.end(0, nil)
	pool.end(1, errDown)
	g.settle()
}

func expectOwnContexts(t *testing.T, contexts []context.Context, input string) {
	t.Helper()
	different := map[<-chan struct{}]bool{}
	for _, ctx := range contexts {
		different[ctx.Done()] = true
	}
	if len(different) != len(contexts) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Each call of a check has to get a ctx of its own.",
			Input:    input,
			Expected: fmt.Sprint(len(contexts), " of them"),
			Actual:   fmt.Sprint("different ones: ", len(different)),
		})
	}
}

// eachHasItsContext has thirteen checks at once; the seventh hangs and has the shortest timeout. The others end later, and well.
func eachHasItsContext(t *testing.T) {
	g := newGateway(t, 0)
	var checks []*dependency
	for i, name := range thirteen {
		if i == 6 {
			checks = append(checks, g.addFor(hanging(name), server.ScopeShared, 100*ms))
		} else {
			checks = append(checks, g.addFor(taking(200*ms, name, nil), server.ScopeShared, time.Second))
		}
	}
	p := g.probe()
	g.pass(150 * ms)
	input := "13 checks; number 7 hangs, with a timeout of 100 ms; the others take 200 ms"
	var contexts []context.Context
	for i, one := range checks {
		if i == 6 {
			g.expectStopped(one, 0, input+"; 150 ms have passed")
		} else {
			g.expectGoesOn(one, 0, input+"; 150 ms have passed")
		}
		contexts = append(contexts, one.context(0))
	}
	expectOwnContexts(t, contexts, "13 checks in one run")
	g.pass(50 * ms)
	e := reported("degraded", thirteen, map[string]string{thirteen[6]: "timeout"})
	g.expectAnswer(p, e, "Each check has its own result.", input+"; 200 ms have passed")
	checks[6].end(0, nil)
	g.settle()
}

// obeys has a check that returns an error as soon as its context is done.
func obeys(t *testing.T) {
	g := newGateway(t, 0)
	for _, name := range thirteen {
		g.addFor(newDependency(name, func(ctx context.Context) error {
			<-ctx.Done()
			return fmt.Errorf("the query was cancelled: %w", errDown)
		}), server.ScopeInstance, 100*ms)
	}
	failed := map[string]string{}
	for _, name := range thirteen {
		failed[name] = "timeout"
	}
	for round := 1; round <= 3; round++ {
		p := g.probe()
		g.pass(100 * ms)
		input := fmt.Sprintf("13 checks that return an error when their ctx is done, with a timeout of 100 ms, round %d", round)
		message := "A check that fails because its ctx is done failed with reason timeout."
		g.expectAnswer(p, reported("unavailable", thirteen, failed), message, input)
		g.expectLeft(0, input)
	}
}

// endsLate has the first call of a check end long after its timeout, at a moment that could matter.
func endsLate(t *testing.T, when string, err error) {
	g := newGateway(t, time.Second)
	pool := g.addFor(hanging("pool"), server.ScopeInstance, 100*ms)
	input := fmt.Sprintf("a check hangs until its timeout of 100 ms, and ends with %v %s; cacheFor 1 s", err, when)
	end := func(now string) {
		if now == when {
			pool.end(0, err)
			g.settle()
		}
	}
	changed := "A result that came after its timeout changed a later answer."
	first := g.probe()
	g.pass(100 * ms)
	g.expectAnswer(first, isTimeout, "The timeout has passed.", input+"; 100 ms have passed")
	end("while that result is kept")
	kept := g.probe()
	g.expectCalls(pool, 1, "By rule 8 the result of the run serves this probe.", input+"; a probe while it is kept")
	g.expectAnswer(kept, isTimeout, changed, input+"; a probe while the result is kept")
	g.pass(time.Second)
	second := g.probe()
	g.expectCalls(pool, 2, "Once the result is too old, a probe begins a new run.", input)
	end("while the next run waits")
	g.expectPending(second, changed, input+"; a second run is under way, and its check has not ended")
	pool.end(1, nil)
	g.settle()
	g.expectAnswer(second, allOk("pool"), changed, input+"; the check of the second run returns nil")
	end("after the next run")
	g.expectAnswer(g.probe(), allOk("pool"), changed, input+"; a probe after that")
	g.expectCalls(pool, 2, changed, input+"; a probe after that")
	g.expectLeft(0, input)
}

// leavesNobody has checks that end in every way, and five that hang. Of a run that has ended only those may be left.
func leavesNobody(t *testing.T) {
	g := newGateway(t, 0)
	g.add(succeeding("cache"), server.ScopeShared)
	g.add(failing("broker"), server.ScopeShared)
	g.add(newDependency("prices", func(context.Context) error { panic("down") }), server.ScopeShared)
	var hang []*dependency
	for _, name := range thirteen[6:11] {
		hang = append(hang, g.addFor(hanging(name), server.ScopeShared, 100*ms))
	}
	for round := 1; round <= 3; round++ {
		probes := g.startAll(3)
		g.pass(100 * ms)
		failed := map[string]string{"broker": "error", "prices": "error"}
		names := []string{"cache", "broker", "prices"}
		for _, one := range hang {
			names = append(names, one.name)
			failed[one.name] = "timeout"
		}
		for _, p := range probes {
			g.expectAnswer(p, reported("degraded", names, failed), "The timeouts have passed, and Ready has to answer.", "8 checks, of which 5 hang; three probes")
		}
		g.pass(time.Second)
		g.expectLeft(5*round, fmt.Sprintf("8 checks, of which 5 hang and ignore their ctx; three probes in each round; the run of round %d has ended", round))
	}
	for _, one := range hang {
		for call := range 3 {
			one.end(call, errDown)
		}
	}
	g.settle()
	g.expectLeft(0, "5 checks hung in each of three runs; at last they all return")
}

// expectLeft fails unless so many goroutines are left: one for each check that has not returned.
func (g *gateway) expectLeft(count int, input string) {
	g.t.Helper()
	g.settle()
	if left := len(checkkit.OtherGoroutines()) - ownGoroutines; left != count {
		checkkit.Fail(g.t, checkkit.Told{
			Message:  "A run has ended, and other goroutines are left than those of checks that have not returned.",
			Input:    input,
			Expected: fmt.Sprint("goroutines left: ", count),
			Actual:   fmt.Sprint("goroutines left: ", left),
		})
	}
}

func (g *gateway) expectGoesOn(d *dependency, call int, input string) {
	g.t.Helper()
	if ctx := d.context(call); ctx == nil || ctx.Err() != nil {
		checkkit.Fail(g.t, checkkit.Told{
			Message:  "The ctx of a check must not be done before its own timeout has passed.",
			Input:    input,
			Expected: fmt.Sprintf("the ctx of check %q is not done", d.name),
			Actual:   stateOf(ctx),
		})
	}
}

func (g *gateway) expectStopped(d *dependency, call int, input string) {
	g.t.Helper()
	if ctx := d.context(call); ctx == nil || ctx.Err() == nil {
		checkkit.Fail(g.t, checkkit.Told{
			Message:  "The timeout of a check has passed, and its ctx is not done: its work goes on.",
			Input:    input,
			Expected: fmt.Sprintf("the ctx of check %q is done", d.name),
			Actual:   stateOf(ctx),
		})
	}
}

func stateOf(ctx context.Context) string {
	switch {
	case ctx == nil:
		return "it was given none"
	case ctx.Err() == nil:
		return "it is not done"
	default:
		return "it is done: " + ctx.Err().Error()
	}
}
