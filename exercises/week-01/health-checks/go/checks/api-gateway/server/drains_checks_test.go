package server_test

import (
	"fmt"
	"testing"
	"time"

	"go-coffee/api-gateway/server"
)

const (
	kept       = 10 * time.Second
	saysAtOnce = "While the instance drains, Ready says so at once."
	noCall     = "A probe called a check while the instance drained."
)

func drains(t *testing.T) {
	onAndOff(t)
	beforeTheFirstRun(t)
	for _, ends := range []string{"returns nil", "fails", "times out"} {
		for round := 1; round <= 2; round++ {
			whileProbesWait(t, ends, round)
		}
	}
	stopping, other := newGateway(t, 0), newGateway(t, 0)
	stopping.add(succeeding("pool"), server.ScopeInstance)
	other.add(succeeding("pool"), server.ScopeInstance)
	input := "two instances; one of them drains; a probe of the other one"
	stopping.drain(true, input)
	other.expectAnswer(other.probe(), allOk("pool"), "An instance drained because of another one.", input)
}

// onAndOff has three rounds: a good result is kept, draining begins, and ends.
func onAndOff(t *testing.T) {
	g := newGateway(t, kept)
	pool := g.add(succeeding("pool"), server.ScopeInstance)
	for round := 1; round <= 3; round++ {
		rounds := fmt.Sprintf("cacheFor %v, round %d", kept, round)
		g.expectAnswer(g.probe(), allOk("pool"), "Ready has to report its check again.", rounds+": a probe while the instance does not drain")
		calls := pool.calls()
		for _, told := range []string{"once", "twice"} {
			input := fmt.Sprintf("%s: SetDraining(true) is called %s, while a good result is kept; then a probe", rounds, told)
			g.drain(true, input)
			g.expectAnswer(g.probe(), draining, saysAtOnce, input)
			g.expectCalls(pool, calls, noCall, input)
			g.expectAlive(rounds + ": Live while the instance drains")
			g.pass(100 * ms)
		}
		g.pass(kept)
		later := rounds + ": long after draining began, a probe"
		g.expectAnswer(g.probe(), draining, saysAtOnce, later)
		g.expectCalls(pool, calls, noCall, later)
		g.drain(false, rounds)
		g.pass(kept + ms)
	}
}

func beforeTheFirstRun(t *testing.T) {
	g := newGateway(t, kept)
	pool := g.add(hanging("pool"), server.ScopeInstance)
	input := "SetDraining(true) before the first probe; the check would hang"
	g.drain(false, input)
	g.drain(true, input)
	g.expectAnswer(g.probe(), draining, saysAtOnce, input)
	g.expectCalls(pool, 0, noCall, input)
	empty := newGateway(t, kept)
	input = "SetDraining(true) before the first probe; no checks are registered"
	empty.drain(true, input)
	empty.expectAnswer(empty.probe(), draining, saysAtOnce, input)
}

// whileProbesWait has five probes that wait for a run when draining begins, and a sixth one that arrives after that.
func whileProbesWait(t *testing.T, ends string, round int) {
	g := newGateway(t, kept)
	pool := g.addFor(hanging("pool"), server.ScopeInstance, time.Second)
	input := "five probes wait for a check when SetDraining(true) is called"
	if round == 2 {
		input += ", not for the first time"
		g.drain(true, input)
		g.drain(false, input)
		p := g.probe()
		pool.end(0, nil)
		g.settle()
		g.expectAnswer(p, allOk("pool"), "Draining was called off, and Ready reports its checks again.", input)
		g.pass(kept + ms)
	}
	probes := g.startAll(5)
	g.pass(500 * ms)
	for _, p := range probes {
		g.expectPending(p, "Ready answered before its check had ended.", "five probes; the check has not ended")
	}
	g.expectAlive("five probes wait for a check; Live is asked")
	g.drain(true, input)
	calls := pool.calls()
	atOnce := "A probe that arrives while the instance drains is answered at once, and not when a check ends."
	g.expectAnswer(g.probe(), draining, atOnce, input+"; a sixth one arrives")
	g.expectCalls(pool, calls, noCall, input+"; a sixth one arrives")
	switch ends {
	case "returns nil":
		pool.end(round-1, nil)
	case "fails":
		pool.end(round-1, errDown)
	default:
		g.pass(500 * ms)
	}
	g.settle()
	for _, p := range probes {
		g.expectAnswer(p, draining, "A probe that was waiting when draining began has to hear of it.", input+"; then the check "+ends)
	}
}
