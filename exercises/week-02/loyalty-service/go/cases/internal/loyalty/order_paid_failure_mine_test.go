// The store takes nothing when the message of Ana's order comes. When it is back, the message is delivered again.
// Set a breakpoint where your OnOrderPaid ends: what does the broker learn about the failure?

package loyalty_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// orderPaidFailure is a store that all instances share, with a broker and a clock.
type orderPaidFailure struct {
	infrastructure.EventLog
	isDown bool
}

func (o *orderPaidFailure) Append(ctx context.Context, stream string, events []domain.Event, expected int) error {
	if o.isDown {
		return errors.New("connection refused")
	}
	return o.EventLog.Append(ctx, stream, events, expected)
}

func (*orderPaidFailure) Produce(context.Context, []infrastructure.Message) error { return nil }

func (*orderPaidFailure) Now() time.Time { return time.Unix(1_000_000, 0) }

func TestMineOrderPaidFailure(t *testing.T) {
	shared := &orderPaidFailure{infrastructure.NewMemoryEventLog(), true}
	service := loyalty.New(loyalty.Dependencies{Log: shared, Broker: shared, Clock: shared})
	order := loyalty.OrderPaid{OrderID: "order-17", CustomerID: "ana", AmountMinor: 1_000}
	if err := service.OnOrderPaid(t.Context(), order); err == nil {
		t.Error("an order while the store is down: got no error, want one")
	}
	shared.isDown = false
	if err := service.OnOrderPaid(t.Context(), order); err != nil {
		t.Errorf("the same order when the store is back: got the error %v, want nil", err)
	}

	answer := httptest.NewRecorder()
	service.ServeHTTP(answer, httptest.NewRequest("GET", "/loyalty/ana", nil))
	var told struct{ Balance int }
	json.Unmarshal(answer.Body.Bytes(), &told)
	if told.Balance != 100 {
		t.Errorf("the balance after the message was delivered again: got %d, want 100", told.Balance)
	}
}
