// Two instances share a store. Ana earns and redeems through the first one, and looks at her balance through the second.
// Set a breakpoint where your GetBalance gets the account: does it ask the repository every time?

package loyalty_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
)

// readYourWrites is a store that all instances share, with a broker and a clock.
type readYourWrites struct {
	infrastructure.EventLog
}

func (*readYourWrites) Produce(context.Context, []infrastructure.Message) error { return nil }

func (*readYourWrites) Now() time.Time { return time.Unix(1_000_000, 0) }

func TestMineReadYourWrites(t *testing.T) {
	shared := &readYourWrites{infrastructure.NewMemoryEventLog()}
	one := loyalty.New(loyalty.Dependencies{Log: shared, Broker: shared, Clock: shared})
	two := loyalty.New(loyalty.Dependencies{Log: shared, Broker: shared, Clock: shared})
	send := func(service *loyalty.Service, method, path, body string) string {
		answer := httptest.NewRecorder()
		service.ServeHTTP(answer, httptest.NewRequest(method, path, strings.NewReader(body)))
		var told struct{ Balance int }
		json.Unmarshal(answer.Body.Bytes(), &told)
		return fmt.Sprintf("status %d, balance %d", answer.Code, told.Balance)
	}

	if got := send(two, "GET", "/loyalty/ana", ""); got != "status 404, balance 0" {
		t.Errorf("before the first order: got %s, want status 404", got)
	}
	send(one, "POST", "/loyalty/ana/earn", `{"orderId": "order-17", "amountMinor": 5000}`)
	if got, want := send(two, "GET", "/loyalty/ana", ""), "status 200, balance 500"; got != want {
		t.Errorf("after an order of 50 dollars: got %s, want %s", got, want)
	}
	send(one, "POST", "/loyalty/ana/redeem", `{"redemptionId": "mug-1", "points": 200}`)
	if got, want := send(two, "GET", "/loyalty/ana", ""), "status 200, balance 300"; got != want {
		t.Errorf("after a redemption of 200 points: got %s, want %s", got, want)
	}
}
