package server_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go-coffee/api-gateway/server"
	"go-coffee/internal/codealong/checkkit"
)

const (
	ms = time.Millisecond
	// noLockIsHeld is what is expected where a goroutine waits for a lock.
	noLockIsHeld = "no lock is held while a check runs"
)

// gateway is one instance.
type gateway struct {
	t      *testing.T
	health *server.Health
}

func newGateway(t *testing.T, cacheFor time.Duration) *gateway {
	return &gateway{t, server.NewHealth(cacheFor)}
}

// add registers a dependency with a timeout that does not matter.
func (g *gateway) add(d *dependency, scope server.Scope) *dependency {
	return g.addFor(d, scope, 5*time.Second)
}

func (g *gateway) addFor(d *dependency, scope server.Scope, timeout time.Duration) *dependency {
	g.health.Register(d.name, d.check, server.CheckOptions{Scope: scope, Timeout: timeout})
	return d
}

// probe is one request.
type probe struct {
	done chan struct{}

	// Written before done is closed.
	status   int
	header   http.Header
	body     string
	panicked any
}

func (p *probe) isDone() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *probe) String() string {
	switch {
	case !p.isDone():
		return "no answer yet"
	case p.panicked != nil:
		return fmt.Sprint("a panic: ", p.panicked)
	default:
		return strings.TrimSpace(fmt.Sprint(p.status, " ", p.body))
	}
}

// start asks Ready, and waits for nothing.
func (g *gateway) start() *probe { return ask(context.Background(), http.MethodGet, g.health.Ready) }

func ask(ctx context.Context, method string, handler http.HandlerFunc) *probe {
	p := &probe{done: make(chan struct{})}
	go func() {
		defer close(p.done)
		defer func() { p.panicked = recover() }()
		writer := httptest.NewRecorder()
		handler(writer, httptest.NewRequestWithContext(ctx, method, "/health", nil))
		result := writer.Result()
		text, _ := io.ReadAll(result.Body)
		p.status, p.header, p.body = result.StatusCode, result.Header, string(text)
	}()
	return p
}

// startAll asks Ready so many times in the same instant.
func (g *gateway) startAll(count int) []*probe {
	probes := make([]*probe, count)
	checkkit.OnAllProcessors(func() {
		for i := range probes {
			probes[i] = g.start()
		}
		g.settle()
	})
	return probes
}

// probe asks Ready, and lets everything go on that needs no time.
func (g *gateway) probe() *probe {
	p := g.start()
	g.settle()
	return p
}

func (g *gateway) settle() {
	g.t.Helper()
	checkkit.ExpectNoLockWaiters(g.t, noLockIsHeld)
}

// pass lets time pass.
func (g *gateway) pass(duration time.Duration) {
	g.t.Helper()
	checkkit.Pass(g.t, duration, noLockIsHeld)
}

// promptly calls what must not wait for anything.
func (g *gateway) promptly(name, input string, call func()) {
	g.t.Helper()
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		call()
	}()
	checkkit.Settle(g.t)
	select {
	case cause := <-done:
		if cause != nil {
			checkkit.Fail(g.t, checkkit.Told{Message: name + " panicked.", Input: input, Expected: "no panic", Actual: fmt.Sprint(cause)})
		}
	default:
		checkkit.Fail(g.t, checkkit.Told{Message: name + " waits for a check.", Input: input, Expected: name + " returns at once", Actual: "it has not returned"})
	}
}

func (g *gateway) drain(on bool, input string) {
	g.t.Helper()
	g.promptly(fmt.Sprintf("SetDraining(%t)", on), input, func() { g.health.SetDraining(on) })
}
