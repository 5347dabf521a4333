package loyalty_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkOrderPaidOnce(t *testing.T) {
	checkkit.Bubble(t, func(t *testing.T) {
		log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
		one, two := instance(log, broker), instance(log, broker)
		for range 2 {
			for _, order := range lookAlikes {
				deliver(t, one, paid(order, "ana", 100))
				deliver(t, two, paid(order, "ana", 100))
			}
		}
		equalf(t, shownBalance(t, two, "ana"), fmt.Sprint(10*len(lookAlikes)), "Not every order has earned its 10 points once.",
			fmt.Sprintf("OrderPaid for %d orders of 100 cents, %q, …, each twice to each of two instances: balance", len(lookAlikes), lookAlikes[:12]))
		startsAfreshOnAnotherLog(t)
	})
	everyInterleaving(t, func(t *testing.T, s *schedule) {
		log := infrastructure.NewMemoryEventLog()
		client := func(name string) func() {
			return func() {
				service := instance(gatedLog{turnOf(s, name), log}, &fakeBroker{})
				_ = service.OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000))
			}
		}
		s.race(map[string]func(){"A": client("A"), "B": client("B")})
		equalf(t, shownBalance(t, instance(log, &fakeBroker{}), "ana"), "100",
			"An order that is delivered several times at the same time does not earn once.",
			"OrderPaid order-1 to A and B; calls to the log in the order "+s.shown()+": balance")
	})
	for range 60 {
		earnsOnceAtTheSameTime(t)
		earnsForAllAtTheSameTime(t)
	}
}

func startsAfreshOnAnotherLog(t *testing.T) {
	for _, round := range []string{"first", "second", "third"} {
		service := instance(infrastructure.NewMemoryEventLog(), &fakeBroker{})
		input := "a new, empty log (the " + round + ")"
		equalf(t, shownBalance(t, service, "ana"), "status 404", "A balance is remembered outside the log.", input+": GET /loyalty/ana")
		deliver(t, service, paid("order-1", "ana", 1_000))
		got := send(t, service, "POST", "/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":30}`)
		equalf(t, fmt.Sprint(got.body["balance"], " ", shownBalance(t, service, "ana")), "70 70",
			"An order or a redemption is remembered outside the log.",
			input+": OrderPaid order-1 brings 100 points, redeem 30 as mug-1: balance in the answer, and by GET")
	}
}

// earnsOnceAtTheSameTime delivers the same order five times at once, to three instances.
func earnsOnceAtTheSameTime(t *testing.T) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	instances := sharing(log, &fakeBroker{})
	atOnce(fiveClients, func(_ string, index int) {
		_ = instances[index].OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000))
	})
	equalf(t, balanceOf(instance(log, &fakeBroker{}), "ana"), "100",
		"An order that is delivered several times at the same time does not earn once.",
		"OrderPaid order-1 five times at once, to three instances: balance")
}

// earnsForAllAtTheSameTime delivers five orders of one customer at once. Those that are refused are delivered again.
func earnsForAllAtTheSameTime(t *testing.T) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	instances := sharing(log, &fakeBroker{})
	var lock sync.Mutex
	refused := []string{}
	atOnce(fiveClients, func(name string, index int) {
		if instances[index].OnOrderPaid(context.Background(), paid(name, "ana", 1_000)) != nil {
			lock.Lock()
			defer lock.Unlock()
			refused = append(refused, name)
		}
	})
	calm := instance(log, &fakeBroker{})
	for _, order := range refused {
		mustSucceed(t, calm.OnOrderPaid(context.Background(), paid(order, "ana", 1_000)), "OrderPaid "+order+" again")
	}
	equalf(t, balanceOf(calm, "ana"), "500", "An order that was handled has not earned, or has earned twice.",
		fmt.Sprintf("five orders of 1,000 cents at once, on three instances; %d refused and delivered again: balance", len(refused)))
}

func checkOrderPaidFailure(t *testing.T) {
	for _, forever := range []bool{false, true} {
		more := ""
		if forever {
			more = ", and all later ones"
		}
		for _, customer := range []string{"ana", "bo"} {
			failingEachCall(forever, func(failing *failingGate, told string) {
				failsUnlessSaved(t, customer, failing, told+" to the log fails"+more)
			})
		}
		for _, request := range []storeRequest{
			{"GET", "/loyalty/ana", "", "100"},
			{"POST", "/loyalty/ana/earn", `{"orderId":"order-2","amountMinor":500}`, "150"},
			{"POST", "/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":40}`, "60"},
		} {
			failingEachCall(forever, func(failing *failingGate, told string) {
				answers500(t, request, failing, told+" to the log fails"+more)
			})
		}
	}
	failsForWhatCannotEarn(t)
	failsWhenOvertaken(t)
}

// failsForWhatCannotEarn: an amount that no purchase can have earns nothing, so its message is not handled.
func failsForWhatCannotEarn(t *testing.T) {
	t.Helper()
	service := instance(infrastructure.NewMemoryEventLog(), &fakeBroker{})
	err := service.OnOrderPaid(context.Background(), paid("order-1", "ana", -1))
	equalf(t, fmt.Sprint(err != nil, ", ", shownBalance(t, service, "ana")), "true, status 404",
		"Handling OrderPaid succeeds, and nothing is saved.", "OrderPaid order-1 of -1 cents: it failed, GET afterwards")
}

// failsUnlessSaved: a message is refused, or its points are there. Delivered again, it has earned once.
func failsUnlessSaved(t *testing.T, customer string, failing *failingGate, told string) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	deliver(t, calm, paid("order-0", "ana", 1_000))
	after := map[string]string{"ana": "200", "bo": "100"}[customer]
	input := "OrderPaid order-1 of " + customer + " (ana has an account, bo has none); " + told
	err := instance(gatedLog{failing.gate(), log}, &fakeBroker{}).OnOrderPaid(context.Background(), paid("order-1", customer, 1_000))
	if shown := shownBalance(t, calm, customer); err == nil && shown != after {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Handling OrderPaid succeeds, and the points are not saved.",
			Input:    input,
			Expected: "an error, or the balance " + after,
			Actual:   "no error, and the balance " + shown,
		})
	}
	deliver(t, calm, paid("order-1", customer, 1_000))
	equalf(t, shownBalance(t, calm, customer), after, "A message that is delivered again has not earned once.",
		input+"; then OrderPaid order-1 again: balance")
}

type storeRequest struct{ method, path, body, after string }

// answers500: an HTTP request gets 500, or it has done its work.
func answers500(t *testing.T, r storeRequest, failing *failingGate, told string) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	deliver(t, calm, paid("order-0", "ana", 1_000))
	got := send(t, instance(gatedLog{failing.gate(), log}, &fakeBroker{}), r.method, r.path, r.body)
	input := "balance 100; " + r.method + " " + r.path + "; " + told
	if got.status == 200 {
		equalf(t, fmt.Sprint(got.body["balance"], " ", shownBalance(t, calm, "ana")), r.after+" "+r.after,
			"A request gets 200, and its work is not saved.", input+": balance in the answer, balance afterwards")
		return
	}
	equalf(t, fmt.Sprint(got.status, " ", got.text), `500 {"error":"internal"}`,
		"A request that failed with the log does not get 500 and \"internal\".", input)
}

// failsWhenOvertaken: before each call of this instance another one saves something for the same customer, unless it has
// to wait for this one.
func failsWhenOvertaken(t *testing.T) {
	log := infrastructure.NewMemoryEventLog()
	other := instance(log, &fakeBroker{})
	var others sync.WaitGroup
	orders := 0
	overtaking := gate{before: func() error {
		if orders >= 30 {
			return nil
		}
		orders++
		order, done := fmt.Sprint("other-", orders), make(chan struct{})
		others.Go(func() {
			defer close(done)
			for other.OnOrderPaid(context.Background(), paid(order, "ana", 100)) != nil {
			}
		})
		for range 10_000 {
			select {
			case <-done:
				return nil
			default:
				runtime.Gosched()
			}
		}
		return nil
	}}
	err := instance(gatedLog{overtaking, log}, &fakeBroker{}).OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000))
	others.Wait()
	if shown := shownBalance(t, other, "ana"); err == nil && shown != fmt.Sprint(10*orders+100) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "Handling OrderPaid succeeds, and the points are not saved.",
			Input:    fmt.Sprintf("OrderPaid order-1 of 100 points; before each call to the log another instance saves an order of 10 points, %d by then", orders),
			Expected: fmt.Sprint("an error, or the balance ", 10*orders+100),
			Actual:   "no error, and the balance " + shown,
		})
	}
}
