package loyalty_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty"
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
	everyRace(t, earnsOnceAtTheSameTime)
	everyRace(t, earnsForAllAtTheSameTime)
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

// earnsOnceAtTheSameTime delivers the same order to each client.
func earnsOnceAtTheSameTime(t *testing.T, race racing) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	_, how := race(log, nil, func(service *loyalty.Service, _ string) string { return pay(service, "order-1", "ana") })
	equalf(t, balanceOf(instance(log, &fakeBroker{}), "ana"), "100",
		"An order that is delivered several times at the same time does not earn once.", "OrderPaid order-1 for each client: "+how+": balance")
}

// earnsForAllAtTheSameTime delivers an order of one customer to each client. Those that are refused are delivered again.
func earnsForAllAtTheSameTime(t *testing.T, race racing) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	outcomes, how := race(log, nil, func(service *loyalty.Service, client string) string { return pay(service, client, "ana") })
	calm := instance(log, &fakeBroker{})
	for order, outcome := range outcomes {
		if outcome == "refused" {
			mustPay(t, calm, paid(order, "ana", 1_000))
		}
	}
	equalf(t, balanceOf(calm, "ana"), fmt.Sprint(100*len(outcomes)), "An order that was handled has not earned, or has earned twice.",
		"an order of 1,000 cents for each client, all of one customer: "+how+"; what was refused is delivered again: balance")
}

func checkOrderPaidFailure(t *testing.T) {
	for _, trouble := range []checkkit.Trouble{checkkit.Glitch, checkkit.Outage} {
		for _, customer := range []string{"ana", "bo"} {
			checkkit.EveryFault(t, trouble, func(process *checkkit.Process) { failsUnlessSaved(t, customer, process) })
		}
		for _, request := range []storeRequest{
			{"GET", "/loyalty/ana", "", "100"},
			{"POST", "/loyalty/ana/earn", `{"orderId":"order-2","amountMinor":500}`, "150"},
			{"POST", "/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":40}`, "60"},
		} {
			checkkit.EveryFault(t, trouble, func(process *checkkit.Process) { answers500(t, request, process) })
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
func failsUnlessSaved(t *testing.T, customer string, process *checkkit.Process) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	deliver(t, calm, paid("order-0", "ana", 1_000))
	after := map[string]string{"ana": "200", "bo": "100"}[customer]
	input := "OrderPaid order-1 of " + customer + " (ana has an account, bo has none); " + process.Story()
	err := between(process.Gate(), log, nil).OnOrderPaid(context.Background(), paid("order-1", customer, 1_000))
	saysWhatIsSaved(t, err, shownBalance(t, calm, customer), after, input)
	deliver(t, calm, paid("order-1", customer, 1_000))
	equalf(t, shownBalance(t, calm, customer), after, "A message that is delivered again has not earned once.",
		input+"; then OrderPaid order-1 again: balance")
}

func saysWhatIsSaved(t *testing.T, err error, shown, after, input string) {
	t.Helper()
	mustBe(t, err != nil || shown == after, "Handling OrderPaid succeeds, and the points are not saved.",
		input, "an error, or the balance "+after, "no error, and the balance "+shown)
}

type storeRequest struct{ method, path, body, after string }

// answers500: an HTTP request gets 500, or it has done its work.
func answers500(t *testing.T, r storeRequest, process *checkkit.Process) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	deliver(t, calm, paid("order-0", "ana", 1_000))
	got := send(t, between(process.Gate(), log, nil), r.method, r.path, r.body)
	input := "balance 100; " + r.method + " " + r.path + "; " + process.Story()
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
	overtaking := checkkit.Gate{Before: func() error {
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
	err := between(overtaking, log, nil).OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000))
	others.Wait()
	input := fmt.Sprintf("OrderPaid order-1 of 100 points; before each call to the log another instance saves an order of 10 points, %d by then", orders)
	saysWhatIsSaved(t, err, shownBalance(t, other, "ana"), fmt.Sprint(10*orders+100), input)
}
