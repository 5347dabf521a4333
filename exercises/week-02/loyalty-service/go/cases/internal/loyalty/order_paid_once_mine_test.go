// The message of Ana's order reaches one instance and, right before that one saves, another one. Later it comes again.
// Set a breakpoint where your OnOrderPaid hands the order on: what tells that it was handled before?

package loyalty_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"testing"
	"time"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// orderPaidOnce is one instance's way to the log. Something may happen right before it appends.
type orderPaidOnce struct {
	infrastructure.EventLog
	beforeAppend func()
}

func (l *orderPaidOnce) Append(ctx context.Context, stream string, events []domain.Event, expected int) error {
	if other := l.beforeAppend; other != nil {
		l.beforeAppend = nil
		other()
	}
	return l.EventLog.Append(ctx, stream, events, expected)
}

func (*orderPaidOnce) Produce(context.Context, []infrastructure.Message) error { return nil }

func (*orderPaidOnce) Now() time.Time { return time.Unix(1_000_000, 0) }

func TestMineOrderPaidOnce(t *testing.T) {
	shared := &orderPaidOnce{EventLog: infrastructure.NewMemoryEventLog()}
	start := func() *loyalty.Service {
		return loyalty.New(loyalty.Dependencies{Log: shared, Broker: shared, Clock: shared})
	}
	slow, fast := start(), start()
	order := loyalty.OrderPaid{OrderID: "order-17", CustomerID: "ana", AmountMinor: 1_000}
	shared.beforeAppend = func() { fast.OnOrderPaid(t.Context(), order) }
	slow.OnOrderPaid(t.Context(), order)
	if err := fast.OnOrderPaid(t.Context(), order); err != nil {
		t.Errorf("the third delivery: got the error %v, want nil", err)
	}

	answer := httptest.NewRecorder()
	slow.ServeHTTP(answer, httptest.NewRequest("GET", "/loyalty/ana", nil))
	var told struct{ Balance int }
	json.Unmarshal(answer.Body.Bytes(), &told)
	if told.Balance != 100 {
		t.Errorf("the balance after one order of 10 dollars, delivered three times: got %d, want 100", told.Balance)
	}
}
