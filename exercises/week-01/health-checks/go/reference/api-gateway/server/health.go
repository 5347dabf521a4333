// Package server answers the probes of the platform.
package server

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// Scope says who is affected when a check fails.
type Scope int

const (
	// ScopeInstance: only this instance is affected (its connection pool, its warm-up), so traffic should go to another one.
	ScopeInstance Scope = iota
	// ScopeShared: all instances are affected alike, so turning traffic away helps nobody.
	ScopeShared
)

// Check looks at one thing. It fails by returning an error or panicking. It should stop when ctx is done.
type Check func(ctx context.Context) error

// CheckOptions say what a check stands for.
type CheckOptions struct {
	Scope Scope
	// Timeout is how long the check may take. Above 0.
	Timeout time.Duration
}

// Health answers probes. Many goroutines use it at once.
type Health struct {
	cacheFor time.Duration

	lock       sync.Mutex
	registered []registered
	isDraining bool
	last       *run // nil: there was none yet
}

type registered struct {
	name  string
	check Check
	CheckOptions
}

type report struct {
	Status string        `json:"status"`
	Checks []checkReport `json:"checks"`
}

type checkReport struct {
	Name   string `json:"name"`
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
}

// run is one round of all checks. What it found may be read once done is closed.
type run struct {
	done    chan struct{}
	report  report
	endedAt time.Time
}

// NewHealth returns a Health whose runs serve later probes for cacheFor. 0: not at all.
func NewHealth(cacheFor time.Duration) *Health {
	return &Health{cacheFor: cacheFor}
}

// Register adds a check. Every name is registered once.
func (h *Health) Register(name string, check Check, o CheckOptions) {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.registered = append(h.registered, registered{name, check, o})
}

// SetDraining says that this instance is about to stop, or that it is not after all.
func (h *Health) SetDraining(on bool) {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.isDraining = on
}

// Live tells whether a restart would help: an http.HandlerFunc.
func (h *Health) Live(w http.ResponseWriter, r *http.Request) {
	answer(w, report{Status: "ok", Checks: []checkReport{}})
}

// Ready tells whether traffic should come here: an http.HandlerFunc.
func (h *Health) Ready(w http.ResponseWriter, r *http.Request) {
	found := report{Status: "draining", Checks: []checkReport{}}
	if !h.drains() {
		latest := h.latest()
		<-latest.done
		if !h.drains() { // It may have begun to drain while this probe waited.
			found = latest.report
		}
	}
	answer(w, found)
}

func (h *Health) drains() bool {
	h.lock.Lock()
	defer h.lock.Unlock()
	return h.isDraining
}

// latest is the run that serves a probe now. It is looked for and stored under one lock, which is not held while it runs.
func (h *Health) latest() *run {
	h.lock.Lock()
	defer h.lock.Unlock()
	if h.last == nil || h.last.isOver() && time.Since(h.last.endedAt) >= h.cacheFor {
		h.last = &run{done: make(chan struct{})}
		go h.last.ask(h.registered)
	}
	return h.last
}

func (r *run) isOver() bool {
	select {
	case <-r.done:
		return true
	default:
		return false
	}
}

func (r *run) ask(all []registered) {
	r.report = report{Status: "ok", Checks: make([]checkReport, len(all))}
	var looks sync.WaitGroup
	for i, one := range all {
		looks.Go(func() { r.report.Checks[i] = one.look() })
	}
	looks.Wait()
	for i, one := range all {
		switch {
		case r.report.Checks[i].Status == "ok":
		case one.Scope == ScopeInstance:
			r.report.Status = "unavailable"
		case r.report.Status == "ok":
			r.report.Status = "degraded"
		}
	}
	r.endedAt = time.Now()
	close(r.done)
}

// look calls one check. Whatever the check does, this returns within its timeout. The run belongs to no prober.
func (one registered) look() checkReport {
	ctx, cancel := context.WithTimeout(context.Background(), one.Timeout)
	defer cancel()
	ended := make(chan bool, 1) // There is room for a result that nobody waits for any more.
	go func() { ended <- one.succeeds(ctx) }()
	select {
	case ok := <-ended:
		if ok {
			return checkReport{Name: one.name, Status: "ok"}
		}
		if ctx.Err() == nil {
			return checkReport{Name: one.name, Status: "failed", Reason: "error"}
		}
	case <-ctx.Done():
	}
	return checkReport{Name: one.name, Status: "failed", Reason: "timeout"}
}

func (one registered) succeeds(ctx context.Context) (ok bool) {
	defer func() { _ = recover() }() // A panic leaves ok as it is: false.
	return one.check(ctx) == nil
}

func answer(w http.ResponseWriter, body report) {
	w.Header().Set("Content-Type", "application/json")
	if body.Status == "unavailable" || body.Status == "draining" {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(body) // A prober that has gone is no error of ours.
}
