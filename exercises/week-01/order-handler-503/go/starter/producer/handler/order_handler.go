package handler

import (
	"context"
	"net/http"
)

// OrderHandler answers requests for new orders, POST /orders. Many goroutines use it at once.
type OrderHandler struct {
	breaker Breaker
	publish func(ctx context.Context, order Order) error
	newID   func() string
	rand    func() float64 // nil: nothing is spread
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
	h := &OrderHandler{breaker: breaker, publish: publish, newID: newID}
	for _, option := range options {
		option(h)
	}
	return h
}

// CreateOrder looks at the body only. Every failure is an answer.
func (h *OrderHandler) CreateOrder(w http.ResponseWriter, r *http.Request) {
	// Begin with the good case. ParseOrder in order.go reads the body, and the breaker's Execute calls what you give it.
	panic("Not written yet: a valid order is published and answered with 202 (rule 1).")
}
