package loyalty_test

import (
	"runtime"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkOutboxRace(t *testing.T) {
	everyRace(t, losesNoEvent)
	for range 60 {
		sendsEachEventOnce(t)
	}
}

// losesNoEvent lets each client handle an order of a customer of its own, and sends one more order. Then every event has arrived.
func losesNoEvent(t *testing.T, race racing) {
	t.Helper()
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	outcomes, how := race(log, broker, func(service *loyalty.Service, client string) string { return pay(service, "order", client) })
	mustPay(t, instance(log, broker), paid("order", "last", 1_000))
	expected := []string{"last PointsEarned order 100"}
	for client := range outcomes {
		expected = append(expected, client+" PointsEarned order 100")
	}
	sameList(t, sorted(firstOfEach(describeAll(broker.accepted))), sorted(expected), "Instances publish at the same time, and not every event arrives.",
		"OrderPaid of a customer for each client: "+how+"; then one more order: messages, without repetitions")
	checkMessages(t, broker.accepted, nil)
}

// sendsEachEventOnce: three events wait, and five commands run at the same time on one instance.
func sendsEachEventOnce(t *testing.T) {
	t.Helper()
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{down: true}
	calm := instance(log, broker)
	expected := []string{}
	for _, name := range []string{"w-1", "w-2", "w-3"} {
		mustPay(t, calm, paid("order", name, 1_000))
		expected = append(expected, name+" PointsEarned order 100")
	}
	broker.down = false
	slow := checkkit.Gate{Before: func() error {
		for range 200 {
			runtime.Gosched()
		}
		return nil
	}}
	one := instance(gatedLog{yielding(), log}, gatedBroker{slow, broker})
	clients := map[string]func() string{}
	for name := range fiveClients {
		clients[name] = func() string { return pay(one, "order", name) }
		expected = append(expected, name+" PointsEarned order 100")
	}
	checkkit.AtOnce(clients)
	mustPay(t, calm, paid("order", "last", 1_000))
	expected = append(expected, "last PointsEarned order 100")
	sameList(t, sorted(describeAll(broker.accepted)), sorted(expected), "Several commands publish at the same time on one instance, and not every event arrives once.",
		"three events wait; OrderPaid of five customers at once on one instance; then one more order: messages")
	checkMessages(t, broker.accepted, nil)
}
