package handler

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"
)

// OrderHandler answers requests for new orders, POST /orders. Many goroutines use it at once.
type OrderHandler struct {
	breaker Breaker
	publish func(ctx context.Context, order Order) error
	newID   func() string
	rand    func() float64
}

// Option is a setting of NewOrderHandler.
type Option func(*OrderHandler)

// WithRand gives it random numbers in [0, 1), for stage 2. Many goroutines may call rand at once. Without it nothing is spread.
func WithRand(rand func() float64) Option {
	return func(h *OrderHandler) { h.rand = rand }
}

// NewOrderHandler returns a handler. The breaker guards the broker. publish sends an order to the broker, and returns nil when
// the broker has confirmed it. newID returns a new id, safe in a URL.
func NewOrderHandler(
	breaker Breaker,
	publish func(ctx context.Context, order Order) error,
	newID func() string,
	options ...Option,
) *OrderHandler {
	h := &OrderHandler{breaker: breaker, publish: publish, newID: newID, rand: func() float64 { return 0 }}
	for _, option := range options {
		option(h)
	}
	return h
}

// CreateOrder looks at the body only. Every failure is an answer.
func (h *OrderHandler) CreateOrder(w http.ResponseWriter, r *http.Request) {
	fields, err := ParseOrder(r.Body)
	if err != nil {
		problem(w, http.StatusBadRequest, "This is not an order.")
		return
	}
	order := Order{ID: h.newID(), NewOrder: fields}
	err = h.breaker.Execute(func() error { return h.publish(r.Context(), order) })
	if err != nil {
		h.refuse(w, err)
		return
	}
	w.Header().Set("Location", "/orders/"+order.ID)
	send(w, http.StatusAccepted, "application/json", map[string]any{"id": order.ID})
}

// refuse decides by the types in the chain of causes alone: anybody can write a text.
func (h *OrderHandler) refuse(w http.ResponseWriter, err error) {
	var open *OpenError
	switch {
	case errors.As(err, &open):
		w.Header().Set("Retry-After", strconv.Itoa(h.seconds(open.RetryAfter)))
		problem(w, http.StatusServiceUnavailable, "We can take no orders now. Please come back later.")
	case errors.Is(err, context.DeadlineExceeded):
		problem(w, http.StatusGatewayTimeout, "We do not know whether your order was taken.")
	default:
		problem(w, http.StatusBadGateway, "Your order could not be taken.")
	}
}

func (h *OrderHandler) seconds(left time.Duration) int {
	spread := 1 + 0.2*h.rand()
	return max(1, int(math.Ceil(left.Seconds()*spread)))
}

func problem(w http.ResponseWriter, status int, title string) {
	send(w, status, "application/problem+json", map[string]any{"title": title, "status": status})
}

func send(w http.ResponseWriter, status int, contentType string, body map[string]any) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
