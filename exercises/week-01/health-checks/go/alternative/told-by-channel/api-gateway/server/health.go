// Package server answers the probes of the platform.
package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
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

// Health keeps the answer of its last run as bytes. Probes wait for it or for draining, whichever comes first.
type Health struct {
	cacheFor time.Duration

	lock    sync.RWMutex
	names   []string
	checks  map[string]Check
	options map[string]CheckOptions
	waiting []chan<- *written // nil: no run is under way
	last    *written
	until   time.Time

	draining atomic.Pointer[chan struct{}] // closed when draining begins
}

// written is a whole answer.
type written struct {
	code int
	body []byte
}

// NewHealth returns a Health whose runs serve later probes for cacheFor. 0: not at all.
func NewHealth(cacheFor time.Duration) *Health {
	h := &Health{cacheFor: cacheFor, checks: map[string]Check{}, options: map[string]CheckOptions{}}
	goesOn := make(chan struct{})
	h.draining.Store(&goesOn)
	return h
}

// Register adds a check. Every name is registered once.
func (h *Health) Register(name string, check Check, o CheckOptions) {
	h.lock.Lock()
	h.names = append(h.names, name)
	h.checks[name], h.options[name] = check, o
	h.lock.Unlock()
}

// SetDraining says that this instance is about to stop, or that it is not after all.
func (h *Health) SetDraining(on bool) {
	h.lock.Lock()
	defer h.lock.Unlock()
	if isOn := isClosed(*h.draining.Load()); on && !isOn {
		close(*h.draining.Load())
	} else if !on && isOn {
		goesOn := make(chan struct{})
		h.draining.Store(&goesOn)
	}
}

func isClosed(channel <-chan struct{}) bool {
	select {
	case <-channel:
		return true
	default:
		return false
	}
}

// Live tells whether a restart would help: an http.HandlerFunc.
func (h *Health) Live(w http.ResponseWriter, _ *http.Request) {
	write(w, &written{200, []byte(`{"status": "ok", "version": 7}`)})
}

// Ready tells whether traffic should come here: an http.HandlerFunc.
func (h *Health) Ready(w http.ResponseWriter, r *http.Request) {
	begins := *h.draining.Load()
	says := &written{503, []byte(`{"status": "draining", "checks": []}`)}
	if isClosed(begins) {
		write(w, says)
		return
	}
	select {
	case found := <-h.wait():
		if !isClosed(begins) {
			says = found
		}
	case <-begins:
	case <-r.Context().Done():
		return
	}
	write(w, says)
}

// wait gives a channel on which one answer will come. It begins a run when that is due.
func (h *Health) wait() <-chan *written {
	mine := make(chan *written, 1)
	h.lock.Lock()
	defer h.lock.Unlock()
	if h.waiting == nil && h.last != nil && time.Now().Before(h.until) {
		mine <- h.last
		return mine
	}
	h.waiting = append(h.waiting, mine)
	if len(h.waiting) == 1 {
		go h.run(append([]string(nil), h.names...))
	}
	return mine
}

type outcome struct {
	at     int
	reason string
}

func (h *Health) run(names []string) {
	outcomes := make(chan outcome, 2*len(names)) // Room for each end and each timeout.
	var stops []func()
	for at, name := range names {
		h.lock.RLock()
		check, o := h.checks[name], h.options[name]
		h.lock.RUnlock()
		ctx, cancel := context.WithCancel(context.Background())
		late := time.AfterFunc(o.Timeout, func() {
			outcomes <- outcome{at, "timeout"}
			cancel()
		})
		stops = append(stops, func() { late.Stop(); cancel() })
		go func() { outcomes <- outcome{at, call(ctx, check)} }()
	}
	reasons := make([]*string, len(names))
	for missing := len(names); missing > 0; {
		one := <-outcomes
		if reasons[one.at] == nil {
			reasons[one.at] = &one.reason
			stops[one.at]()
			missing--
		}
	}
	h.tell(h.summary(names, reasons))
}

func call(ctx context.Context, check Check) (reason string) {
	reason = "error"
	defer func() {
		if recover() != nil {
			reason = "error"
		}
	}()
	if check(ctx) == nil {
		reason = ""
	}
	return reason
}

func (h *Health) summary(names []string, reasons []*string) *written {
	var checks []map[string]any
	failed := map[Scope]bool{}
	for at, name := range names {
		reason := *reasons[at]
		entry := map[string]any{"name": name, "status": "ok", "reason": reason}
		if reason != "" {
			entry["status"] = "failed"
			h.lock.RLock()
			failed[h.options[name].Scope] = true
			h.lock.RUnlock()
		}
		checks = append(checks, entry)
	}
	code, status := 200, "ok"
	if failed[ScopeInstance] {
		code, status = 503, "unavailable"
	} else if failed[ScopeShared] {
		status = "degraded"
	}
	if checks == nil {
		checks = []map[string]any{}
	}
	var body bytes.Buffer
	_ = json.NewEncoder(&body).Encode(map[string]any{"status": status, "checks": checks})
	return &written{code, body.Bytes()}
}

func (h *Health) tell(found *written) {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.last, h.until = found, time.Now().Add(h.cacheFor)
	for _, one := range h.waiting {
		one <- found
	}
	h.waiting = nil
}

func write(w http.ResponseWriter, answer *written) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(answer.code)
	_, _ = w.Write(answer.body)
}
