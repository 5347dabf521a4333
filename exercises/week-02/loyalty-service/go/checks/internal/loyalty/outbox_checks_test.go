package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkOutboxLosesNothing(t *testing.T) {
	leavesNothingRunning(t)
	sendsAllThatWaited(t)
	sendsHoweverManyWait(t)
	survivesOneRefusal(t)
	survivesOneFailureOfTheLog(t)
	repeatsNoEventID(t)
	tellsCustomersApart(t)
}

func leavesNothingRunning(t *testing.T) {
	traffic := &journal{pause: func() { time.Sleep(time.Millisecond) }}
	counting := checkkit.Gate{
		Before: func() error { traffic.call(); return nil },
		After:  func() error { traffic.end(); return nil },
	}
	service := between(counting, infrastructure.NewMemoryEventLog(), &fakeBroker{})
	for _, order := range []string{"order-1", "order-2"} {
		mustSucceed(t, service.OnOrderPaid(context.Background(), paid(order, "ana", 1_000)), "OrderPaid "+order)
		equalf(t, traffic.left(), "0 open, 0 later", "A command leaves work behind when it returns.",
			"OrderPaid "+order+": calls to log and broker that were open when it returned, and that began later")
	}
}

// model is what the accounts decide about the commands that a check sends: the events that have to be saved, in order.
type model map[string]*domain.Account

func (m model) account(customerID string) *domain.Account {
	if m[customerID] == nil {
		m[customerID] = domain.NewAccount(customerID)
	}
	return m[customerID]
}

// office sends commands to two instances on one log, and tells the model.
type office struct {
	clock  *fakeClock
	log    infrastructure.EventLog
	broker *fakeBroker
	model  model
	both   []*loyalty.Service
}

func newOffice() *office {
	o := &office{clock: &fakeClock{now: start}, log: infrastructure.NewMemoryEventLog(), broker: &fakeBroker{}, model: model{}}
	for range 2 {
		o.both = append(o.both, loyalty.New(loyalty.Dependencies{Log: o.log, Broker: o.broker, Clock: o.clock}))
	}
	return o
}

func (o *office) orderPaid(t *testing.T, on int, id, order string, cents int64) {
	t.Helper()
	mustSucceed(t, o.model.account(id).Earn(order, cents, o.clock.now), "the model")
	deliver(t, o.both[on], paid(order, id, cents))
}

func (o *office) earn(t *testing.T, on int, id, order string, cents int64) {
	t.Helper()
	mustSucceed(t, o.model.account(id).Earn(order, cents, o.clock.now), "the model")
	got := send(t, o.both[on], "POST", "/loyalty/"+id+"/earn", fmt.Sprintf(`{"orderId":%q,"amountMinor":%d}`, order, cents))
	equalf(t, got.status, 200, "Earning fails.", fmt.Sprintf("POST /loyalty/%s/earn, order %s: status", id, order))
}

func (o *office) redeem(t *testing.T, on int, id, redemption string, points int64) {
	t.Helper()
	mustSucceed(t, o.model.account(id).Redeem(redemption, points, o.clock.now), "the model")
	got := send(t, o.both[on], "POST", "/loyalty/"+id+"/redeem", fmt.Sprintf(`{"redemptionId":%q,"points":%d}`, redemption, points))
	equalf(t, got.status, 200, "Redeeming fails.", fmt.Sprintf("POST /loyalty/%s/redeem, %s: status", id, redemption))
}

// commands sends many commands of all kinds, for up to sixteen customers.
func (o *office) commands(t *testing.T, round, count int) {
	t.Helper()
	regulars := []string{"ana", "a", "a1", "an"}
	for n := range count {
		o.clock.now = o.clock.now.Add(2 * time.Minute)
		id, on, name := regulars[n%4], min(n%3, 1), fmt.Sprint(round, "-", n)
		if n%5 == 0 && n%9 < 7 {
			id = fmt.Sprint("guest-", n/5%12)
		}
		switch {
		case n%9 < 4:
			o.orderPaid(t, on, id, name, 700)
		case n%9 < 7:
			o.earn(t, on, id, name, 500)
		default:
			o.redeem(t, on, id, fmt.Sprint("mug-", round, "-", n/9), 3)
		}
	}
}

// haveArrived checks that the events of each customer have arrived once each and in order, as the convention says.
func (o *office) haveArrived(t *testing.T, input string) {
	t.Helper()
	told, all := about(o.broker.accepted), []domain.Event{}
	for id, account := range o.model {
		sameList(t, told[id], describeEvents(account.Uncommitted()), "Events have not arrived once each, in the order in which they were saved.", input+": messages about "+id)
		all = append(all, account.Uncommitted()...)
	}
	checkMessages(t, o.broker.accepted, all)
}

// sendsAllThatWaited: three outages. After each of them one command, another one each time, brings all that waited.
func sendsAllThatWaited(t *testing.T) {
	o := newOffice()
	for round, end := range []struct {
		name  string
		count int
		send  func()
	}{
		{"OrderPaid of another customer on instance 2", 40, func() { o.orderPaid(t, 1, "bo", "end-0", 2_000) }},
		{"POST …/redeem of this other customer on instance 1", 30, func() { o.redeem(t, 0, "bo", "end-1", 10) }},
		{"POST …/earn of a third customer on instance 2", 12, func() { o.earn(t, 1, "cleo", "end-1", 500) }},
	} {
		o.broker.down = true
		o.commands(t, round, end.count)
		o.broker.down = false
		end.send()
		input := fmt.Sprintf("outage %d of the broker: %d commands for many customers on two instances; then the broker is back: %s", round+1, end.count, end.name)
		o.haveArrived(t, input)
		o.commands(t, round+10, 9)
		o.haveArrived(t, input+"; then nine more commands")
	}
}

// sendsHoweverManyWait: years of three customers wait, over 600 events, saved at once. One command brings them all.
func sendsHoweverManyWait(t *testing.T) {
	o := newOffice()
	for _, id := range []string{"ana", "bo", "cleo"} {
		live(t, o.model.account(id), 0, 130)
		save(t, over(o.log), o.model.account(id), 0)
	}
	o.orderPaid(t, 0, "dora", "last", 1_000)
	o.haveArrived(t, "over 600 events of three customers are saved and wait; then one OrderPaid of another one")
}

// survivesOneRefusal: the broker refuses one call, the first, second, … of those that bring twelve waiting events.
func survivesOneRefusal(t *testing.T) {
	for _, refused := range []int{1, 2, 3, 7, 12} {
		o := newOffice()
		o.broker.down = true
		o.commands(t, 0, 12)
		o.broker.down, o.broker.calls = false, 0
		o.broker.before = func(call int) error {
			if call == refused {
				return errors.New("not now")
			}
			return nil
		}
		o.commands(t, 1, 2)
		o.broker.before = nil
		o.commands(t, 2, 1)
		o.haveArrived(t, fmt.Sprintf("twelve events wait; two more commands, and the broker refuses call %d; then one more command", refused))
	}
}

// survivesOneFailureOfTheLog: what was saved arrives, in order, with the same id when it is sent again.
func survivesOneFailureOfTheLog(t *testing.T) {
	checkkit.EveryFault(t, checkkit.Glitch, func(process *checkkit.Process) {
		log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{down: true}
		calm := instance(log, broker)
		deliver(t, calm, paid("order-1", "ana", 1_000))
		broker.down = false
		_ = instance(gatedLog{process.Gate(), log}, broker).OnOrderPaid(context.Background(), paid("order-2", "ana", 1_000))
		synctest.Wait()
		deliver(t, calm, paid("order-2", "ana", 1_000))
		deliver(t, calm, paid("order-3", "ana", 1_000))
		sameList(t, firstOfEach(about(broker.accepted)["ana"]),
			[]string{"ana PointsEarned order-1 100", "ana PointsEarned order-2 100", "ana PointsEarned order-3 100"},
			"Saved events have not arrived, or not in the order in which they were saved.",
			"order-1 waits; order-2: "+process.Story()+"; order-2 again and order-3 on another instance: messages, without repetitions")
		checkMessages(t, broker.accepted, nil)
	})
}

// repeatsNoEventID: more than 256 events of one customer. From the sixth order within an hour on, each order makes two;
// half of them wait.
func repeatsNoEventID(t *testing.T) {
	o := newOffice()
	const orders = 140
	for n := 1; n <= orders; n++ {
		o.broker.down = n > orders/2 && n < orders
		o.clock.now = o.clock.now.Add(10 * time.Second)
		o.orderPaid(t, n%2, "ana", fmt.Sprint("o-", n), 100)
	}
	o.haveArrived(t, fmt.Sprintf("%d orders of ana within an hour; the broker is down from number %d to the last but one", orders, orders/2+1))
}

// tellsCustomersApart: customers whose ids look alike have messages of their own, under their own ids.
func tellsCustomersApart(t *testing.T) {
	o := newOffice()
	for _, id := range lookAlikes {
		for _, order := range []string{"o-1", "o-2"} {
			o.clock.now = o.clock.now.Add(2 * time.Minute)
			o.orderPaid(t, 0, id, order, 100)
		}
	}
	o.haveArrived(t, fmt.Sprintf("two orders of each of %d customers whose ids look alike", len(lookAlikes)))
}
