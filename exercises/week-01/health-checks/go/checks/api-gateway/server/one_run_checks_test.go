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

const (
	shared     = "Probes that come while a run is under way have to share it."
	hears      = "All who share a run hear its result."
	tooOld     = "Once the result is cacheFor old, a probe has to begin a new run."
	stillFresh = "A result that is younger than cacheFor has to serve the probe."
)

var isDown = reported("unavailable", []string{"pool"}, map[string]string{"pool": "error"})

func oneRunForAll(t *testing.T) {
	for _, ends := range []string{"returns nil", "fails", "times out", "panics"} {
		tenAtOnce(t, ends, time.Second)
	}
	tenAtOnce(t, "returns nil", 0)
	tenAtOnce(t, "times out", 0)
	degradedIsKept(t)
	keptSinceTheEnd(t, 300*ms, nil)
	keptSinceTheEnd(t, 900*ms, errDown)
	keptSinceTheEnd(t, 0, nil)
	longerThanItIsKept(t)
	readingKeepsNothingYoung(t)
	registeredMeanwhile(t)
	registeredWhileKept(t)
	theFirstHangsUp(t)
	allAtOnce(t)
	instancesShareNothing(t)
}

// tenAtOnce has three rounds of ten probes at once, and one more in the middle of the run.
func tenAtOnce(t *testing.T, ends string, cacheFor time.Duration) {
	g := newGateway(t, cacheFor)
	pool := g.addFor(hanging("pool"), server.ScopeInstance, 500*ms)
	for round := 1; round <= 3; round++ {
		input := fmt.Sprintf("ten probes at once and one 100 ms later, cacheFor %v, round %d", cacheFor, round)
		probes := g.startAll(10)
		g.expectCalls(pool, round, shared, input)
		g.pass(100 * ms)
		probes = append(probes, g.probe())
		g.expectCalls(pool, round, shared, input)
		for _, p := range probes {
			g.expectPending(p, "Ready answered before its check had ended.", input)
		}
		e := isDown
		switch ends {
		case "returns nil":
			e = allOk("pool")
			pool.end(round-1, nil)
		case "fails":
			pool.end(round-1, errDown)
		case "panics":
			pool.end(round-1, panicking{"down"})
		default:
			e = isTimeout
			g.pass(400 * ms)
		}
		g.settle()
		input += "; the check " + ends
		for _, p := range probes {
			g.expectAnswer(p, e, hears, input)
		}
		if cacheFor > 0 {
			g.servesUntil(pool, e, round, input)
		}
	}
}

// servesUntil wants the result to serve at once and until 999 ms after the end. It leaves the clock at 1 s after it.
func (g *gateway) servesUntil(pool *dependency, e expected, calls int, input string) {
	g.t.Helper()
	input += "; more probes until 999 ms after that"
	for _, later := range []time.Duration{0, 999 * ms} {
		g.pass(later)
		g.expectAnswer(g.probe(), e, stillFresh, input)
		g.expectCalls(pool, calls, stillFresh, input)
	}
	g.pass(ms)
}

// degradedIsKept has a failure of scope shared, in three rounds.
func degradedIsKept(t *testing.T) {
	g := newGateway(t, time.Second)
	pool := g.add(failing("pool"), server.ScopeShared)
	e := reported("degraded", []string{"pool"}, map[string]string{"pool": "error"})
	for round := 1; round <= 3; round++ {
		input := fmt.Sprintf("a check of scope shared fails, cacheFor 1 s, round %d", round)
		g.expectAnswer(g.probe(), e, "Ready has to report its check.", input)
		g.expectCalls(pool, round, tooOld, input)
		g.servesUntil(pool, e, round, input)
	}
}

func keptSinceTheEnd(t *testing.T, takes time.Duration, err error) {
	g := newGateway(t, time.Second)
	pool := g.add(taking(takes, "pool", err), server.ScopeInstance)
	e := allOk("pool")
	if err != nil {
		e = isDown
	}
	for round := 1; round <= 3; round++ {
		input := fmt.Sprintf("a check that returns %v after %v, cacheFor 1 s, round %d", err, takes, round)
		first := g.probe()
		g.expectCalls(pool, round, tooOld, input)
		g.pass(takes)
		g.expectAnswer(first, e, "The check has ended, and Ready has to answer.", input)
		g.servesUntil(pool, e, round, input)
	}
}

// longerThanItIsKept has a run of an hour, cacheFor 100 ms, and probes after ever longer waits: the run is too old for none of them.
func longerThanItIsKept(t *testing.T) {
	g := newGateway(t, 100*ms)
	pool := g.addFor(taking(time.Hour, "pool", nil), server.ScopeInstance, 2*time.Hour)
	input := "a check that takes an hour, cacheFor 100 ms; five probes share its run"
	var probes []*probe
	at := time.Duration(0)
	for _, next := range []time.Duration{200 * ms, 800 * ms, 2 * time.Second, time.Minute, time.Hour} {
		probes = append(probes, g.probe())
		g.expectCalls(pool, 1, shared, fmt.Sprintf("a check that takes an hour, cacheFor 100 ms; a probe %v after the first one", at))
		g.pass(next - at)
		at = next
	}
	for _, p := range probes {
		g.expectAnswer(p, allOk("pool"), hears, input)
	}
}

// readingKeepsNothingYoung has a probe each 100 ms for two seconds, cacheFor 1 s.
func readingKeepsNothingYoung(t *testing.T) {
	g := newGateway(t, time.Second)
	pool := g.add(succeeding("pool"), server.ScopeInstance)
	for at := time.Duration(0); at < 2*time.Second; at += 100 * ms {
		input := fmt.Sprintf("cacheFor 1 s; a probe every 100 ms, the last one at %v", at)
		g.expectAnswer(g.probe(), allOk("pool"), "Ready has to report its check.", input)
		if at < time.Second {
			g.expectCalls(pool, 1, stillFresh, input)
		} else {
			g.expectCalls(pool, 2, tooOld, input)
		}
		g.pass(100 * ms)
	}
}

// registeredMeanwhile has a check that comes in the middle of a run. It is of the next one.
func registeredMeanwhile(t *testing.T) {
	g := newGateway(t, 0)
	pool := g.add(hanging("pool"), server.ScopeInstance)
	first := g.probe()
	input := "a check is registered while a run is under way; nothing is kept"
	g.promptly("Register", input, func() { g.add(succeeding("broker"), server.ScopeShared) })
	g.probe()
	g.expectCalls(pool, 1, shared, input+"; another probe")
	pool.end(0, nil)
	g.settle()
	message := "A check that is registered later takes part from the next run on."
	g.expectAnswer(first, allOk("pool"), message, input)
	second := g.probe()
	pool.end(1, nil)
	g.settle()
	g.expectAnswer(second, allOk("pool", "broker"), message, input+"; the next probe")
}

// registeredWhileKept has what is kept stay kept. Whether the answer names the new check by then is not judged.
func registeredWhileKept(t *testing.T) {
	g := newGateway(t, time.Second)
	pool := g.add(succeeding("pool"), server.ScopeInstance)
	g.probe()
	g.pass(500 * ms)
	g.add(succeeding("broker"), server.ScopeShared)
	input := "a check is registered 500 ms after the end of a run, cacheFor 1 s; a probe"
	g.probe()
	g.expectCalls(pool, 1, stillFresh, input+" at once")
	g.pass(500 * ms)
	next := g.probe()
	g.expectCalls(pool, 2, tooOld, input+" 500 ms later")
	message := "A check that is registered later takes part from the next run on."
	g.expectAnswer(next, allOk("pool", "broker"), message, input+" 500 ms later")
}

// theFirstHangsUp has ten probes, of which the first and the sixth hang up in the middle of the run, and one more after that.
func theFirstHangsUp(t *testing.T) {
	g := newGateway(t, time.Second)
	pool := g.add(hanging("pool"), server.ScopeInstance)
	input := "ten probes share a run; the first one and the sixth one hang up, then the check returns nil"
	var probes []*probe
	var hangUp []context.CancelFunc
	for range 10 {
		ctx, cancel := context.WithCancel(context.Background())
		probes, hangUp = append(probes, ask(ctx, http.MethodGet, g.health.Ready)), append(hangUp, cancel)
		g.settle()
	}
	g.expectCalls(pool, 1, shared, input)
	hangUp[0]()
	hangUp[5]()
	g.pass(100 * ms)
	g.expectGoesOn(pool, 0, "ten probes share a run; the first one and the sixth one hang up")
	probes = append(probes, g.probe())
	g.expectCalls(pool, 1, shared, "ten probes share a run; the first one and the sixth one hang up; one more arrives")
	pool.end(0, nil)
	g.settle()
	for i, p := range probes {
		if i != 0 && i != 5 {
			g.expectAnswer(p, allOk("pool"), "A prober that hangs up ends nobody's run.", input)
		}
	}
	g.expectCalls(pool, 1, shared, input)
	for _, cancel := range hangUp {
		cancel()
	}
}

// allAtOnce has goroutines call everything at once, for the race detector.
func allAtOnce(t *testing.T) {
	g := newGateway(t, 0)
	checkkit.OnAllProcessors(func() {
		for i := range 12 {
			go g.health.Register(fmt.Sprint("check ", i), succeeding("").check, server.CheckOptions{Timeout: time.Second})
			go g.health.SetDraining(i%2 == 0)
			g.start()
			ask(context.Background(), http.MethodGet, g.health.Live)
		}
		g.settle()
	})
	g.pass(time.Second)
	g.health.SetDraining(false)
	input := "twelve goroutines each register a check, probe, and switch draining; then one more probe"
	body := g.objectOf(g.probe(), "Ready has to answer.", "200 ok", input)
	if checks, _ := body["checks"].([]any); len(checks) != 12 {
		g.expectAnswer(g.probe(), allOk(make([]string, 12)...), "A check that was registered is missing.", input)
	}
}

func instancesShareNothing(t *testing.T) {
	var checks []*dependency
	for i := range 5 {
		name := fmt.Sprint("pool ", i+1)
		g := newGateway(t, time.Second)
		checks = append(checks, g.add(succeeding(name), server.ScopeInstance))
		g.expectAnswer(g.probe(), allOk(name), "An instance answered with what another one has found.", "five instances, each with a check of its own")
		g.expectCalls(checks[i], 1, "Each instance has runs of its own.", "five instances")
	}
}
