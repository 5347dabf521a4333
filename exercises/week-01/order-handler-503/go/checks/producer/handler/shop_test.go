package handler_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"go-coffee/producer/handler"
)

// A shop is one handler with a breaker, a broker and ids that the check controls.
type shop struct {
	recorder
	lock      sync.Mutex
	published []handler.Order
	ids       []string
	// broker is what the broker does with an order.
	broker  func(ctx context.Context, order handler.Order) error
	handler *handler.OrderHandler
}

func newShop(options ...handler.Option) *shop {
	s := &shop{broker: func(context.Context, handler.Order) error { return nil }}
	s.handler = handler.NewOrderHandler(&s.recorder, s.publish, s.newID, options...)
	return s
}

func (s *shop) publish(ctx context.Context, order handler.Order) error {
	s.lock.Lock()
	s.published = append(s.published, order)
	broker := s.broker
	s.lock.Unlock()
	return broker(ctx, order)
}

// newID gives pairs that differ in their case alone: O-0x and o-0X.
func (s *shop) newID() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	format, number := "O-%dx", len(s.ids)
	if number%2 == 1 {
		format = "o-%dX"
	}
	s.ids = append(s.ids, fmt.Sprintf(format, number/2))
	return s.ids[number]
}

func (s *shop) publications() []handler.Order {
	s.lock.Lock()
	defer s.lock.Unlock()
	return append([]handler.Order(nil), s.published...)
}

// An answer is what a customer gets.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a *answer) String() string {
	text := fmt.Sprint("status ", a.status)
	for _, name := range []string{"Location", "Retry-After"} {
		if value := a.header.Get(name); value != "" {
			text += fmt.Sprintf(" %s: %s", strings.ToLower(name), value)
		}
	}
	if a.body == "" {
		return text + " (empty body)"
	}
	return text + " " + strings.TrimSpace(a.body)
}

func (s *shop) send(body string) *answer {
	return s.sendWith(context.Background(), body)
}

func (s *shop) sendWith(ctx context.Context, body string) *answer {
	writer := httptest.NewRecorder()
	s.handler.CreateOrder(writer, httptest.NewRequestWithContext(ctx, http.MethodPost, "/orders", strings.NewReader(body)))
	result := writer.Result()
	text, _ := io.ReadAll(result.Body)
	return &answer{status: result.StatusCode, header: result.Header, body: string(text)}
}

// story is what was asked of breaker, broker and ids.
func (s *shop) story() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return story(s.asked(), len(s.published), len(s.ids))
}

func story(asked, published, ids int) string {
	return fmt.Sprintf("breaker asked: %d, published: %d, ids taken: %d", asked, published, ids)
}
