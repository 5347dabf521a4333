package loyalty_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
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
	kind := recorder.Header().Get("Content-Type")
	mustBe(t, strings.HasPrefix(kind, "application/json"), "An answer does not say that it is JSON.", input,
		"Content-Type: application/json", fmt.Sprintf("Content-Type: %q, status %d, body %s", kind, recorder.Code, recorder.Body))
	err := json.Unmarshal(recorder.Body.Bytes(), &got.body)
	mustBe(t, err == nil, "The body of an answer is not a JSON object.", input, "a JSON object", recorder.Body)
	sorted, _ := json.Marshal(got.body)
	got.text = string(sorted)
	return got
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
	mustSucceed(t, err, fmt.Sprintf("OrderPaid %s of %s", message.OrderID, message.CustomerID))
}

// showsEverywhere checks what GET shows on each instance.
func showsEverywhere(t *testing.T, instances []*loyalty.Service, expected, input string) {
	t.Helper()
	shown, all := []string{}, []string{}
	for _, instance := range instances {
		shown, all = append(shown, shownBalance(t, instance, "ana")), append(all, expected)
	}
	equalf(t, shown, all, "A GET does not show what was saved before it.", input+"; then GET on each of three instances: balances")
}

func checkReadYourWrites(t *testing.T) {
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	instances := []*loyalty.Service{instance(log, broker), instance(log, broker), instance(log, broker)}
	showsEverywhere(t, instances, "status 404", "nothing was saved for ana")
	for round := range 4 {
		before := round * 50
		got := send(t, instances[0], "POST", "/loyalty/ana/earn", fmt.Sprintf(`{"orderId":"order-%d","amountMinor":500}`, round))
		input := fmt.Sprintf("round %d, balance %d, an order of 500 cents", round+1, before)
		equalf(t, fmt.Sprint(got.status, " ", got.body["balance"]), fmt.Sprint("200 ", before+50),
			"Earning through HTTP does not return the new balance.", input+": status, balance")
		showsEverywhere(t, instances, fmt.Sprint(before+50), input)
		deliver(t, instances[1], paid(fmt.Sprint("paid-", round), "ana", 300))
		showsEverywhere(t, instances, fmt.Sprint(before+80), fmt.Sprintf("round %d, balance %d, OrderPaid brings 30 points", round+1, before+50))
		got = send(t, instances[2], "POST", "/loyalty/ana/redeem", fmt.Sprintf(`{"redemptionId":"mug-%d","points":30}`, round))
		input = fmt.Sprintf("round %d, balance %d, redeem 30 points", round+1, before+80)
		equalf(t, fmt.Sprint(got.status, " ", got.body["balance"]), fmt.Sprint("200 ", before+50),
			"Redeeming through HTTP does not return the new balance.", input+": status, balance")
		showsEverywhere(t, instances, fmt.Sprint(before+50), input)
	}
	for _, points := range []string{"0", "-50", "1.5"} {
		body := `{"redemptionId":"r","points":` + points + `}`
		refused := send(t, instances[0], "POST", "/loyalty/ana/redeem", body)
		equalf(t, fmt.Sprint(refused.status, " ", shownBalance(t, instances[1], "ana")), "400 200",
			"An amount that no reward can have does not get 400, or changes the balance.",
			"balance 200, POST /loyalty/ana/redeem "+body+": status, balance afterwards")
	}
	unknown := send(t, instances[0], "POST", "/loyalty/nobody/redeem", `{"redemptionId":"r","points":1}`)
	equalf(t, fmt.Sprint(unknown.status, ", ", shownBalance(t, instances[0], "nobody")), "404, status 404",
		"A customer without an account does not get 404.", "POST /loyalty/nobody/redeem and GET /loyalty/nobody: status, status")
}
