package loyalty_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkRedeemRace(t *testing.T) {
	everyInterleaving(t, func(t *testing.T, s *schedule) {
		redeemsTheLast(t, func(log infrastructure.EventLog, id func(string) string) ([]int, string) {
			return twoTakeTurns(s, log, id), "A and B redeem 100 points each; calls to the log in the order " + s.shown()
		})
	})
	everyInterleaving(t, func(t *testing.T, s *schedule) {
		paysOnce(t, func(log infrastructure.EventLog, id func(string) string) ([]int, string) {
			return twoTakeTurns(s, log, id), "A and B redeem 100 points each; calls to the log in the order " + s.shown()
		})
	})
	five := func(log infrastructure.EventLog, id func(string) string) ([]int, string) {
		return fiveAtOnce(log, id), "five goroutines on three instances redeem 100 points each"
	}
	for range 60 {
		redeemsTheLast(t, five)
		paysOnce(t, five)
	}
}

// race lets clients redeem 100 points each, with the redemption id for the name of a client. It returns the statuses, and
// what was done.
type race func(log infrastructure.EventLog, id func(client string) string) (statuses []int, input string)

// redeemsTheLast lets each client redeem the last 100 points with a redemption of its own.
func redeemsTheLast(t *testing.T, run race) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	mustSucceed(t, calm.OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000)), "OrderPaid order-1")
	statuses, input := run(log, func(client string) string { return "mug-" + client })
	input = "balance 100; " + input + ", as different rewards"
	if count(statuses, 200) != 1 || count(statuses, 200, 409, 422) != len(statuses) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Not exactly one of the requests gets 200, and the others 409 or 422.",
			Input:    input,
			Expected: "one 200, else 409 or 422",
			Actual:   fmt.Sprint(statuses),
		})
	}
	left := balanceOf(calm, "ana")
	mustSucceed(t, calm.OnOrderPaid(context.Background(), paid("order-2", "ana", 1_000)), "OrderPaid order-2")
	equalf(t, left+", "+balanceOf(calm, "ana"), "0, 100", "Not exactly 100 points were spent.",
		input+"; then an order brings 100 points: balance before and after it")
}

// paysOnce lets each client send the same redemption of 100 points; the balance is 300.
func paysOnce(t *testing.T, run race) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	mustSucceed(t, calm.OnOrderPaid(context.Background(), paid("order-1", "ana", 3_000)), "OrderPaid order-1")
	statuses, input := run(log, func(string) string { return "mug-1" })
	input = "balance 300; " + input + ", all as mug-1"
	if count(statuses, 200) == 0 || count(statuses, 200, 409) != len(statuses) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A redemption that is sent several times gets another status than 200 or 409, or never 200.",
			Input:    input,
			Expected: "200 or 409, at least one 200",
			Actual:   fmt.Sprint(statuses),
		})
	}
	equalf(t, balanceOf(calm, "ana"), "200", "A redemption that is sent several times is not paid once.", input+": balance afterwards")
}

// twoTakeTurns lets two clients on instances of their own redeem, in the order of the schedule.
func twoTakeTurns(s *schedule, log infrastructure.EventLog, id func(client string) string) []int {
	var lock sync.Mutex
	statuses := []int{}
	clients := map[string]func(){}
	for _, name := range []string{"A", "B"} {
		clients[name] = func() {
			status := redeemOn(instance(gatedLog{turnOf(s, name), log}, &fakeBroker{}), id(name))
			lock.Lock()
			defer lock.Unlock()
			statuses = append(statuses, status)
		}
	}
	s.race(clients)
	return statuses
}

// fiveAtOnce lets five clients on three instances redeem, each in a goroutine of its own.
func fiveAtOnce(log infrastructure.EventLog, id func(client string) string) []int {
	var lock sync.Mutex
	statuses := []int{}
	instances := sharing(log, &fakeBroker{})
	atOnce(fiveClients, func(name string, index int) {
		status := redeemOn(instances[index], id(name))
		lock.Lock()
		defer lock.Unlock()
		statuses = append(statuses, status)
	})
	return statuses
}

func redeemOn(service http.Handler, redemptionID string) int {
	body := fmt.Sprintf(`{"redemptionId":%q,"points":100}`, redemptionID)
	recorder := httptest.NewRecorder()
	service.ServeHTTP(recorder, httptest.NewRequest("POST", "/loyalty/ana/redeem", strings.NewReader(body)))
	return recorder.Code
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

func count(statuses []int, wanted ...int) int {
	found := 0
	for _, status := range statuses {
		for _, one := range wanted {
			if status == one {
				found++
			}
		}
	}
	return found
}
