package loyalty_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"go-coffee/internal/loyalty/infrastructure"
)

func checkOutboxRace(t *testing.T) {
	everyInterleaving(t, func(t *testing.T, s *schedule) {
		log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
		client := func(name string) func() {
			return func() {
				service := instance(gatedLog{turnOf(s, name), log}, gatedBroker{turnOf(s, name), broker})
				_ = service.OnOrderPaid(context.Background(), paid("order", "c-"+name, 1_000))
			}
		}
		s.race(map[string]func(){"A": client("A"), "B": client("B")})
		losesNoEvent(t, log, broker, []string{"A", "B"}, "OrderPaid of two customers on A and B; calls to log and broker in the order "+s.shown())
	})
	for range 60 {
		log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
		instances := sharing(log, broker)
		atOnce(fiveClients, func(name string, index int) {
			_ = instances[index].OnOrderPaid(context.Background(), paid("order", "c-"+name, 1_000))
		})
		losesNoEvent(t, log, broker, []string{"A1", "A2", "B1", "B2", "C"}, "OrderPaid of five customers at once, on three instances")
		sendsEachEventOnce(t)
	}
}

// losesNoEvent sends one more order. Then every event has arrived.
func losesNoEvent(t *testing.T, log infrastructure.EventLog, broker *fakeBroker, clients []string, input string) {
	t.Helper()
	mustSucceed(t, instance(log, broker).OnOrderPaid(context.Background(), paid("order", "c-last", 1_000)), input+"; then one more order")
	expected := []string{}
	for _, name := range append(clients, "last") {
		expected = append(expected, "c-"+name+" PointsEarned order 100")
	}
	sameList(t, sorted(firstOfEach(describeAll(broker.accepted))), sorted(expected), "Instances publish at the same time, and not every event arrives.",
		input+"; then one more order: messages, without repetitions")
	checkMessages(t, broker.accepted, nil)
}

// sendsEachEventOnce: three events wait, and five commands run at the same time on one instance.
func sendsEachEventOnce(t *testing.T) {
	t.Helper()
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{down: true}
	calm := instance(log, broker)
	expected := []string{}
	paying := func(id string) {
		expected = append(expected, id+" PointsEarned order 100")
		mustSucceed(t, calm.OnOrderPaid(context.Background(), paid("order", id, 1_000)), "OrderPaid of "+id)
	}
	paying("w-1")
	paying("w-2")
	paying("w-3")
	broker.down = false
	slow := gate{before: func() error {
		for range 200 {
			runtime.Gosched()
		}
		return nil
	}}
	one := instance(gatedLog{yielding(), log}, gatedBroker{slow, broker})
	atOnce(fiveClients, func(name string, _ int) {
		_ = one.OnOrderPaid(context.Background(), paid("order", "c-"+name, 1_000))
	})
	for name := range fiveClients {
		expected = append(expected, "c-"+name+" PointsEarned order 100")
	}
	paying("c-last")
	slices.Sort(expected)
	sameList(t, sorted(describeAll(broker.accepted)), expected, "Several commands publish at the same time on one instance, and not every event arrives once.",
		fmt.Sprint("three events wait; OrderPaid of five customers at once on one instance; then one more order: messages"))
	checkMessages(t, broker.accepted, nil)
}
