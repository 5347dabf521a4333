package loyalty_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkOutboxLosesNothing(t *testing.T) {
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{down: true}
	one, two := instance(log, broker), instance(log, broker)
	input := "broker down; OrderPaid order-1 (6,000 cents), earn for order-2 (1,000 cents), redeem 100; broker back; on another instance: OrderPaid order-3 of another customer"
	deliver(t, one, paid("order-1", "ana", 6_000))
	earned := send(t, one, "POST", "/loyalty/ana/earn", `{"orderId":"order-2","amountMinor":1000}`)
	redeemed := send(t, one, "POST", "/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":100}`)
	checkkit.Equal(t, fmt.Sprint(earned.status, redeemed.status, " ", shownBalance(t, one, "ana")), "200 200 625", checkkit.Told{
		Message: "While the broker is down, customers cannot earn or redeem, or their points are undone.",
		Input:   input + ": statuses and balance",
	})
	broker.down = false
	deliver(t, two, paid("order-3", "bo", 1_000))
	checkkit.Equal(t, about(broker.accepted, "ana"), []string{"order-1 600", "order-2 125", "mug-1 100"}, checkkit.Told{
		Message: "Events that could not be published while the broker was down are lost, repeated or out of order. Other services now disagree with this one for good.",
		Input:   input + ": what the broker got about the first customer",
	})
	checkkit.Equal(t, about(broker.accepted, "bo"), []string{"order-3 100"}, checkkit.Told{
		Message: "The event of the last command did not arrive once, with the customer as its key.",
		Input:   input,
	})
	checkMessages(t, broker.accepted)
	before := len(broker.accepted)
	deliver(t, one, paid("order-4", "bo", 1_000))
	checkkit.Equal(t, describeAll(broker.accepted[before:]), []string{"order-4 100"}, checkkit.Told{
		Message: "Events that the broker has confirmed are sent again with every command.",
		Input:   input + "; then OrderPaid order-4",
	})
}

func checkOutboxRace(t *testing.T) {
	everyInterleaving(t, func(t *testing.T, s *schedule) {
		log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
		client := func(name string) func() {
			return func() {
				service := instance(gatedLog{turnOf(s, name), log}, gatedBroker{turnOf(s, name), broker})
				_ = service.OnOrderPaid(context.Background(), paid("order-"+name, "customer-"+name, 1_000))
			}
		}
		s.race(map[string]func(){"A": client("A"), "B": client("B")})
		deliver(t, instance(log, broker), paid("order-C", "customer-C", 1_000))
		checkkit.Equal(t, distinct(broker.accepted), []string{"order-A 100", "order-B 100", "order-C 100"}, checkkit.Told{
			Message: "Two instances empty the outbox at the same time, and one throws away what the other one has just put in.",
			Input:   "OrderPaid to A and B for two customers; calls in the order " + s.shown() + "; then one more order: what arrived",
		})
		checkMessages(t, broker.accepted)
	})
}

func checkCrashLosesNothing(t *testing.T) {
	for _, when := range []string{"before", "after"} {
		for step := 1; crashAt(t, when, step); step++ {
		}
	}
}

// crashAt lets one instance die at its n-th step, log and broker counted together; the broker delivers its message to
// another one. It tells whether there was such a step.
func crashAt(t *testing.T, when string, step int) bool {
	t.Helper()
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	steps := 0
	crashed := func() error {
		if steps >= step {
			return errors.New("this process has crashed")
		}
		return nil
	}
	dying := gate{before: func() error { steps++; return crashed() }}
	if when == "after" {
		dying = gate{before: func() error { err := crashed(); steps++; return err }, after: crashed}
	}
	_ = instance(gatedLog{dying, log}, gatedBroker{dying, broker}).OnOrderPaid(context.Background(), paid("order-1", "ana", 1_000))
	synctest.Wait()
	other := instance(log, broker)
	deliver(t, other, paid("order-1", "ana", 1_000))
	deliver(t, other, paid("order-2", "bo", 1_000))
	input := fmt.Sprintf("OrderPaid order-1; the instance dies %s its step %d (calls to log and broker); another instance gets OrderPaid order-1 again, then order-2", when, step)
	balances := []string{shownBalance(t, other, "ana"), shownBalance(t, other, "bo")}
	checkkit.Equal(t, balances, []string{"100", "100"}, checkkit.Told{
		Message: "After a crash and a redelivery the order did not earn exactly once.",
		Input:   input,
	})
	checkkit.Equal(t, distinct(broker.accepted), []string{"order-1 100", "order-2 100"}, checkkit.Told{
		Message: "After a crash the points are there, but nobody is ever told of them: an event has to wait in the outbox until the broker has it.",
		Input:   input,
	})
	return steps >= step
}

// about describes the messages with this key.
func about(messages []infrastructure.Message, key string) []string {
	return describeAll(slices.DeleteFunc(slices.Clone(messages), func(m infrastructure.Message) bool { return m.Key != key }))
}

// distinct describes the messages, each once, sorted.
func distinct(messages []infrastructure.Message) []string {
	all := describeAll(messages)
	slices.Sort(all)
	return slices.Compact(all)
}

// describeAll gives for each message what it is about, for example "order-1 600".
func describeAll(messages []infrastructure.Message) []string {
	described := []string{}
	for _, message := range messages {
		value := valueOf(message)
		subject := value["TxID"]
		if subject == nil {
			subject = value["RedemptionID"]
		}
		described = append(described, fmt.Sprint(subject, " ", value["Points"]))
	}
	return described
}

func valueOf(message infrastructure.Message) map[string]any {
	var value map[string]any
	_ = json.Unmarshal(message.Value, &value)
	return value
}

func checkMessages(t *testing.T, messages []infrastructure.Message) {
	t.Helper()
	values, ids := map[string]string{}, map[string]string{}
	for _, m := range messages {
		input := "a message with the value " + string(m.Value)
		value := valueOf(m)
		kind := "PointsEarned"
		if value["RedemptionID"] != nil {
			kind = "PointsRedeemed"
		}
		convention := []string{m.Topic, m.Key, m.Headers["event-type"]}
		checkkit.Equal(t, convention, []string{"loyalty.events", fmt.Sprint(value["AccountID"]), kind}, checkkit.Told{
			Message: "A message does not keep the convention: topic loyalty.events, the customer as key, the event-type header.",
			Input:   input,
		})
		id := m.Headers["event-id"]
		if id == "" {
			checkkit.Fail(t, checkkit.Told{
				Message:  "A message has no event-id header, so that nobody can tell a repetition from a second event.",
				Input:    input,
				Expected: "an event-id header",
				Actual:   fmt.Sprint(m.Headers),
			})
		}
		if known, ok := values[id]; ok {
			checkkit.Equal(t, string(m.Value), known, checkkit.Told{
				Message: "Two different events carry the same event-id: a receiver that drops repetitions drops one of them.",
				Input:   "event-id " + id,
			})
		}
		if known, ok := ids[string(m.Value)]; ok {
			checkkit.Equal(t, id, known, checkkit.Told{
				Message: "An event that is sent twice carries two ids, so that its receiver counts it twice.",
				Input:   input,
			})
		}
		values[id], ids[string(m.Value)] = string(m.Value), id
	}
}
