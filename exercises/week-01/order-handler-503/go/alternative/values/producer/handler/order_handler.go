package handler

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type OrderHandler struct {
	create func(ctx context.Context, body io.Reader) answer
	rand   func() float64
}

type Option func(*OrderHandler)

func WithRand(rand func() float64) Option {
	return func(h *OrderHandler) { h.rand = rand }
}

// An answer is written in one place.
type answer struct {
	status  int
	headers map[string]string
	body    any
}

type problemBody struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
}

func NewOrderHandler(
	breaker Breaker,
	publish func(ctx context.Context, order Order) error,
	newID func() string,
	options ...Option,
) *OrderHandler {
	h := &OrderHandler{}
	for _, option := range options {
		option(h)
	}
	h.create = func(ctx context.Context, body io.Reader) answer {
		fields, err := ParseOrder(body)
		var invalid *InvalidOrderError
		if errors.As(err, &invalid) {
			return problemOf(http.StatusBadRequest, fmt.Sprint(invalid.Problems))
		}
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		var taken Order
		if err := breaker.Execute(func() error {
			taken = Order{ID: newID(), NewOrder: fields}
			return publish(ctx, taken)
		}); err != nil {
			return h.refusal(err)
		}
		return answer{http.StatusAccepted, map[string]string{"Location": "/orders/" + taken.ID}, taken}
	}
	return h
}

func (h *OrderHandler) CreateOrder(w http.ResponseWriter, r *http.Request) {
	made := h.create(r.Context(), r.Body)
	var text bytes.Buffer
	_ = json.NewEncoder(&text).Encode(made.body)
	kind := "application/json; charset=utf-8"
	if made.status >= http.StatusBadRequest {
		kind = "application/problem+json; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	for name, value := range made.headers {
		w.Header().Add(name, value)
	}
	w.WriteHeader(made.status)
	_, _ = text.WriteTo(w)
}

func (h *OrderHandler) refusal(err error) answer {
	for link := err; link != nil; link = errors.Unwrap(link) {
		if open, ok := link.(*OpenError); ok {
			refused := problemOf(http.StatusServiceUnavailable, "Later, please")
			refused.headers["Retry-After"] = fmt.Sprint(h.secondsUntil(open.RetryAfter))
			return refused
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return problemOf(http.StatusGatewayTimeout, "Perhaps")
	}
	return problemOf(http.StatusBadGateway, "No")
}

func (h *OrderHandler) secondsUntil(left time.Duration) int64 {
	least := ceil(left)
	if h.rand == nil {
		return least
	}
	most := ceil(left + left/5)
	return least + int64(h.rand()*float64(most-least+1))
}

func ceil(left time.Duration) int64 {
	return max(1, int64((left+time.Second-1)/time.Second))
}

func problemOf(status int, title string) answer {
	return answer{status, map[string]string{}, problemBody{"about:blank", title, status}}
}
