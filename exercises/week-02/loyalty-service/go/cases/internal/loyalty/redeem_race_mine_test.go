// Ana has 100 points. She takes a mug on one instance, and right before that one saves, a bag of beans on another one.
// Set a breakpoint where your RedeemReward loads, and one where your repository saves. Who comes by, and when?

package loyalty_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// redeemRace is one instance's way to the log. Something may happen right before it appends.
type redeemRace struct {
	infrastructure.EventLog
	beforeAppend func()
}

func (l *redeemRace) Append(ctx context.Context, stream string, events []domain.Event, expected int) error {
	if other := l.beforeAppend; other != nil {
		l.beforeAppend = nil
		other()
	}
	return l.EventLog.Append(ctx, stream, events, expected)
}

func (*redeemRace) Produce(context.Context, []infrastructure.Message) error { return nil }

func (*redeemRace) Now() time.Time { return time.Unix(1_000_000, 0) }

func TestMineRedeemRace(t *testing.T) {
	shared := &redeemRace{EventLog: infrastructure.NewMemoryEventLog()}
	start := func() *loyalty.Service {
		return loyalty.New(loyalty.Dependencies{Log: shared, Broker: shared, Clock: shared})
	}
	redeem := func(reward string) int {
		body := strings.NewReader(`{"redemptionId": "` + reward + `", "points": 100}`)
		answer := httptest.NewRecorder()
		start().ServeHTTP(answer, httptest.NewRequest("POST", "/loyalty/ana/redeem", body))
		return answer.Code
	}
	order := loyalty.OrderPaid{OrderID: "order-17", CustomerID: "ana", AmountMinor: 1_000}
	if err := start().OnOrderPaid(t.Context(), order); err != nil {
		t.Fatal("the order:", err)
	}

	beans := 0
	shared.beforeAppend = func() { beans = redeem("beans-1") }
	mug := redeem("mug-1")
	if beans != 200 || mug != 409 && mug != 422 {
		t.Errorf("the statuses for beans and mug: got %d and %d, want 200 for the beans, 409 or 422 for the mug", beans, mug)
	}
}
