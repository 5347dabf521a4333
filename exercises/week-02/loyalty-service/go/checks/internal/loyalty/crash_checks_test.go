package loyalty_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkCrashLosesNothing(t *testing.T) {
	checkkit.EveryFault(t, checkkit.Outage, func(process *checkkit.Process) { crashes(t, process) })
	for second := 1; second <= 4; second++ {
		checkkit.EveryFault(t, checkkit.Outage, func(process *checkkit.Process) { crashes(t, process, checkkit.Dying(second)) })
	}
	checkkit.EveryFault(t, checkkit.Outage, func(process *checkkit.Process) { crashesWhileRedeeming(t, process) })
}

// crashes lets instances die one after the other while they handle a sixth order in one hour, which makes two events; one
// more waits.
func crashes(t *testing.T, dying ...*checkkit.Process) {
	t.Helper()
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	healthy := instance(log, broker)
	expected := []string{}
	for order := 1; order <= 6; order++ {
		broker.down = order == 5
		expected = append(expected, fmt.Sprintf("ana PointsEarned order-%d 10", order))
		if order < 6 {
			deliver(t, healthy, paid(fmt.Sprint("order-", order), "ana", 100))
		}
	}
	input := ""
	for _, process := range dying {
		_ = between(process.Gate(), log, broker).OnOrderPaid(context.Background(), paid("order-6", "ana", 100))
		synctest.Wait()
		input += "OrderPaid order-6 on an instance: " + process.Story() + "; "
	}
	deliver(t, healthy, paid("order-6", "ana", 100))
	deliver(t, healthy, paid("order-7", "bo", 100))
	input += "a healthy one gets order-6 again, then order-7 of another customer"
	equalf(t, shownBalance(t, healthy, "ana")+", "+shownBalance(t, healthy, "bo"), "60, 10",
		"After a crash and a second delivery not every order has earned once.", input+": balances")
	sameList(t, firstOfEach(about(broker.accepted)["ana"]), append(expected, "ana EarningFlagged order-6"),
		"After a crash not every event arrives, or not in the order in which they were saved.",
		input+": messages about the first customer, without repetitions")
	checkMessages(t, broker.accepted, nil)
}

func crashesWhileRedeeming(t *testing.T, process *checkkit.Process) {
	t.Helper()
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	healthy := instance(log, broker)
	deliver(t, healthy, paid("order-1", "ana", 1_000))
	for _, service := range []*loyalty.Service{between(process.Gate(), log, broker), healthy} {
		send(t, service, "POST", "/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":40}`)
	}
	deliver(t, healthy, paid("order-2", "bo", 1_000))
	input := "balance 100, redeem 40 as mug-1 on an instance: " + process.Story() + "; mug-1 again on a healthy one, then an order of another customer"
	equalf(t, shownBalance(t, healthy, "ana"), "60", "After a crash the redemption is not paid once.", input+": balance")
	sameList(t, firstOfEach(about(broker.accepted)["ana"]), []string{"ana PointsEarned order-1 100", "ana PointsRedeemed mug-1 40"},
		"After a crash the event of the redemption does not arrive.", input+": messages about the customer, without repetitions")
	checkMessages(t, broker.accepted, nil)
}
