package loyalty_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
	"go-coffee/internal/loyalty/transport"
)

// instance is one instance of the service on a log and a broker that others may share.
func instance(log infrastructure.EventLog, broker infrastructure.Broker) *loyalty.Service {
	return loyalty.New(loyalty.Dependencies{Log: log, Broker: broker, Clock: &fakeClock{now: start}})
}

// answer is a response with its body parsed, and as text with its fields sorted by name.
type answer struct {
	status int
	body   map[string]any
	text   string
}

// send sends a request, and lets everything settle that it set off. For bubbles only, as is deliver.
func send(t *testing.T, handler http.Handler, method, path, body string) answer {
	t.Helper()
	input := strings.TrimSpace(method + " " + path + " " + body)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(method, path, strings.NewReader(body)))
	synctest.Wait()
	got := answer{status: recorder.Code}
	if kind := recorder.Header().Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		checkkit.Fail(t, checkkit.Told{
			Message:  "An answer does not say that it is JSON.",
			Input:    input,
			Expected: "Content-Type: application/json",
			Actual:   fmt.Sprintf("Content-Type: %q, status %d, body %s", kind, recorder.Code, recorder.Body),
		})
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &got.body); err != nil {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The body of an answer is not a JSON object.",
			Input:    input,
			Expected: "a JSON object",
			Actual:   recorder.Body.String(),
		})
	}
	sorted, _ := json.Marshal(got.body)
	got.text = string(sorted)
	return got
}

func (s *stubs) handler() http.Handler {
	return transport.NewHandler(transport.UseCases{EarnPoints: stubEarn{s}, RedeemReward: stubRedeem{s}, GetBalance: stubBalance{s}})
}

func statusOf(handler http.Handler, method, path string) int {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(method, path, strings.NewReader(`{}`)))
	return recorder.Code
}

// shownBalance is the balance that GET /loyalty/{id} shows.
func shownBalance(t *testing.T, service *loyalty.Service, customerID string) string {
	t.Helper()
	got := send(t, service, "GET", "/loyalty/"+customerID, "")
	if got.status != http.StatusOK {
		return fmt.Sprint("status ", got.status)
	}
	if got.body["balance"] == nil {
		return `no field "balance"`
	}
	return fmt.Sprint(got.body["balance"])
}

func paid(orderID, customerID string, amountMinor int64) loyalty.OrderPaid {
	return loyalty.OrderPaid{OrderID: orderID, CustomerID: customerID, AmountMinor: amountMinor}
}

// deliver delivers a message, which has to be accepted.
func deliver(t *testing.T, service *loyalty.Service, message loyalty.OrderPaid) {
	t.Helper()
	err := service.OnOrderPaid(context.Background(), message)
	synctest.Wait()
	mustSucceed(t, err, checkkit.Told{
		Message: "A paid order is not accepted.",
		Input:   fmt.Sprintf("OrderPaid %+v", message),
	})
}

func checkReadYourWrites(t *testing.T) {
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	one, two := instance(log, broker), instance(log, broker)
	input := "instance 1: earn 500 points; instance 2: read; instance 1: redeem 200; instance 2: read; instance 1: read"
	earned := send(t, one, "POST", "/loyalty/ana/earn", `{"orderId":"order-1","amountMinor":5000}`)
	checkkit.Equal(t, fmt.Sprint(earned.status, earned.text), `200{"balance":500,"tier":"silver"}`, checkkit.Told{
		Message: "An earn through HTTP does not work.",
		Input:   input,
	})
	afterEarn := shownBalance(t, two, "ana")
	redeemed := send(t, one, "POST", "/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":200}`)
	checkkit.Equal(t, fmt.Sprint(redeemed.status, redeemed.text), `200{"balance":300}`, checkkit.Told{
		Message: "A redemption through HTTP does not work.",
		Input:   input,
	})
	shown := []string{afterEarn, shownBalance(t, two, "ana"), shownBalance(t, one, "ana")}
	checkkit.Equal(t, shown, []string{"500", "300", "300"}, checkkit.Told{
		Message: "A GET after a POST shows an old balance. The customer sees the points missing, and orders again or calls.",
		Input:   input,
	})
	checkkit.Equal(t, shownBalance(t, one, "nobody"), "status 404", checkkit.Told{
		Message: "A customer without an account is shown as one.",
		Input:   "GET /loyalty/nobody",
	})
	for _, points := range []int{0, -50} {
		body := fmt.Sprintf(`{"redemptionId":"r","points":%d}`, points)
		refused := send(t, one, "POST", "/loyalty/ana/redeem", body)
		checkkit.Equal(t, fmt.Sprint(refused.status, " ", shownBalance(t, one, "ana")), "400 300", checkkit.Told{
			Message: "An amount that makes no sense is taken, or refused with the wrong status.",
			Input:   "POST /loyalty/ana/redeem " + body + ": status, balance afterwards",
		})
	}
}

func checkOrderPaidOnce(t *testing.T) {
	checkkit.Bubble(t, func(t *testing.T) {
		log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
		one, two := instance(log, broker), instance(log, broker)
		deliver(t, one, paid("order-1", "ana", 1_000))
		deliver(t, two, paid("order-1", "ana", 1_000))
		deliver(t, one, paid("order-1", "ana", 1_000))
		checkkit.Equal(t, shownBalance(t, two, "ana"), "100", checkkit.Told{
			Message: "The same order earns once per instance. After a rebalance or a restart every redelivered message pays again.",
			Input:   "OrderPaid order-1 (1,000 cents) to instance 1, to instance 2, and to instance 1 again",
		})
		elsewhere := instance(infrastructure.NewMemoryEventLog(), broker)
		deliver(t, elsewhere, paid("order-1", "ana", 1_000))
		checkkit.Equal(t, shownBalance(t, elsewhere, "ana"), "100", checkkit.Told{
			Message: "What was seen is kept in a variable of the process, not with the account. It is gone after a restart, and wrong for another store.",
			Input:   "OrderPaid order-1, to an instance on a different, empty log",
		})
	})
	everyInterleaving(t, func(t *testing.T, s *schedule) {
		log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
		client := func(name string) func() {
			return func() {
				service := instance(gatedLog{turnOf(s, name), log}, gatedBroker{turnOf(s, name), broker})
				_ = service.OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000))
			}
		}
		s.race(map[string]func(){"A": client("A"), "B": client("B")})
		checkkit.Equal(t, shownBalance(t, instance(log, broker), "ana"), "100", checkkit.Told{
			Message: "The same order delivered to two instances at the same time does not earn exactly once.",
			Input:   "OrderPaid order-1 to A and B; calls to log and broker in the order " + s.shown(),
		})
	})
}

func turnOf(s *schedule, client string) gate {
	return gate{before: func() error { s.turn(client); return nil }}
}

func checkOrderPaidFailure(t *testing.T) {
	down := true
	outage := gate{before: func() error {
		if down {
			return errors.New("dial tcp loyalty-db-7:5432: refused")
		}
		return nil
	}}
	service := instance(gatedLog{outage, infrastructure.NewMemoryEventLog()}, &fakeBroker{})
	if service.OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000)) == nil {
		checkkit.Fail(t, checkkit.Told{
			Message:  "OnOrderPaid reports success although nothing was saved. The broker forgets the message, and the customer never gets the points.",
			Input:    "OrderPaid order-1 while the store is down",
			Expected: "an error",
			Actual:   "nil",
		})
	}
	refused := send(t, service, "POST", "/loyalty/ana/earn", `{"orderId":"order-2","amountMinor":1000}`)
	checkkit.Equal(t, fmt.Sprint(refused.status, refused.text), `500{"error":"internal"}`, checkkit.Told{
		Message: "With the store down, the answer is not a plain 500.",
		Input:   "POST /loyalty/ana/earn while the store is down",
	})
	down = false
	deliver(t, service, paid("order-1", "ana", 1_000))
	checkkit.Equal(t, shownBalance(t, service, "ana"), "100", checkkit.Told{
		Message: "The message that is delivered again after the outage brings nothing.",
		Input:   "OrderPaid order-1 while the store is down, and again when it is back",
	})
}
