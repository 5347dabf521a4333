package loyalty_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
)

// racing lets clients act at the same time on services over one log and one broker. Calls of the broker are not part of the
// race when it is nil. It returns what became of each client, and how the race was run.
type racing func(
	log infrastructure.EventLog, broker infrastructure.Broker, act func(service *loyalty.Service, client string) string,
) (outcomes map[string]string, how string)

// everyRace runs a scenario with two clients by turns, in every order, and many times with five goroutines at once.
func everyRace(t *testing.T, scenario func(t *testing.T, race racing)) {
	t.Helper()
	checkkit.EveryInterleaving(t, func(t *testing.T, s *checkkit.Schedule) { scenario(t, byTurns(s)) })
	for range 40 {
		scenario(t, allAtOnce)
	}
}

// byTurns is a race of two clients with an instance each, whose calls go on in the order of the schedule.
func byTurns(s *checkkit.Schedule) racing {
	return func(log infrastructure.EventLog, broker infrastructure.Broker, act func(*loyalty.Service, string) string) (map[string]string, string) {
		clients := map[string]func() string{}
		for _, name := range []string{"A", "B"} {
			service := between(turnOf(s, name), log, broker)
			clients[name] = func() string { return act(service, name) }
		}
		outcomes := checkkit.Race(s, clients)
		return outcomes, "A and B on an instance each; calls in the order " + s.Order()
	}
}

// fiveClients share three instances: two use the first one, two the second, one the third.
var fiveClients = map[string]int{"A1": 0, "A2": 0, "B1": 1, "B2": 1, "C": 2}

// allAtOnce is a race of five goroutines, on three instances that let others go on before and after each call.
func allAtOnce(log infrastructure.EventLog, broker infrastructure.Broker, act func(*loyalty.Service, string) string) (map[string]string, string) {
	instances := []*loyalty.Service{}
	for range 3 {
		instances = append(instances, between(yielding(), log, broker))
	}
	clients := map[string]func() string{}
	for name, index := range fiveClients {
		clients[name] = func() string { return act(instances[index], name) }
	}
	return checkkit.AtOnce(clients), "five goroutines on three instances"
}

// between is an instance behind a gate; calls of the broker go through it too, unless it is nil.
func between(gate checkkit.Gate, log infrastructure.EventLog, broker infrastructure.Broker) *loyalty.Service {
	if broker == nil {
		return instance(gatedLog{gate, log}, &fakeBroker{})
	}
	return instance(gatedLog{gate, log}, gatedBroker{gate, broker})
}

func turnOf(s *checkkit.Schedule, client string) checkkit.Gate {
	return checkkit.Gate{Before: func() error { s.Turn(client); return nil }}
}

var yields atomic.Uint32

// yielding lets other goroutines go on before and after each call, now more and now less.
func yielding() checkkit.Gate {
	yield := func() error {
		for range yields.Add(1) * 2_654_435_761 >> 28 * 4 {
			runtime.Gosched()
		}
		return nil
	}
	return checkkit.Gate{Before: yield, After: yield}
}

// pay delivers an order of 1,000 cents, and tells whether it was handled.
func pay(service *loyalty.Service, orderID, customerID string) string {
	if service.OnOrderPaid(context.Background(), paid(orderID, customerID, 1_000)) != nil {
		return "refused"
	}
	return "handled"
}

// mustPay is deliver for checks that may run outside a bubble.
func mustPay(t *testing.T, service *loyalty.Service, message loyalty.OrderPaid) {
	t.Helper()
	mustSucceed(t, service.OnOrderPaid(context.Background(), message), "OrderPaid "+message.OrderID+" of "+message.CustomerID)
}

// balanceOf is shownBalance for checks that may run outside a bubble.
func balanceOf(service http.Handler, customerID string) string {
	recorder := httptest.NewRecorder()
	service.ServeHTTP(recorder, httptest.NewRequest("GET", "/loyalty/"+customerID, nil))
	var body struct{ Balance *int64 }
	if err := json.Unmarshal(recorder.Body.Bytes(), &body); err != nil || body.Balance == nil {
		return fmt.Sprint("status ", recorder.Code)
	}
	return fmt.Sprint(*body.Balance)
}

// redeem asks for a reward of 100 points, and tells the status of the answer.
func redeem(service http.Handler, redemptionID string) string {
	recorder := httptest.NewRecorder()
	body := fmt.Sprintf(`{"redemptionId":%q,"points":100}`, redemptionID)
	service.ServeHTTP(recorder, httptest.NewRequest("POST", "/loyalty/ana/redeem", strings.NewReader(body)))
	return fmt.Sprint(recorder.Code)
}
