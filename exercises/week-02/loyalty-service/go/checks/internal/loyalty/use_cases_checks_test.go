package loyalty_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// bench holds the three use cases on doubles for every port.
type bench struct {
	journal   journal
	accounts  *fakeAccounts
	publisher *fakePublisher
	clock     *fakeClock
	earning   *application.EarnPoints
	redeeming *application.RedeemReward
	reading   *application.GetBalance
	request   context.Context
	hangUp    func()
}

func newBench() *bench {
	clock := &fakeClock{now: start}
	b := newBenchAt(clock)
	b.clock = clock
	return b
}

func newBenchAt(clock application.Clock) *bench {
	b := &bench{}
	b.journal.pause = func() { time.Sleep(time.Millisecond) }
	b.accounts = &fakeAccounts{journal: &b.journal, histories: map[string][]domain.Event{}}
	b.publisher = &fakePublisher{journal: &b.journal}
	b.earning = application.NewEarnPoints(b.accounts, b.publisher, clock)
	b.redeeming = application.NewRedeemReward(b.accounts, b.publisher, clock)
	b.reading = application.NewGetBalance(b.accounts, clock)
	b.request, b.hangUp = context.WithCancel(context.WithValue(context.Background(), requestKey{}, "this request"))
	return b
}

type requestKey struct{}

func (b *bench) earn(orderID string, amountMinor int64, customerID string) (application.EarnResult, error) {
	command := application.EarnCommand{CustomerID: customerID, OrderID: orderID, AmountMinor: amountMinor}
	return b.earning.Execute(b.request, command)
}

func (b *bench) redeem(redemptionID string, points int64, customerID string) (application.RedeemResult, error) {
	command := application.RedeemCommand{CustomerID: customerID, RedemptionID: redemptionID, Points: points}
	return b.redeeming.Execute(b.request, command)
}

func (b *bench) read(customerID string) (application.BalanceView, error) {
	return b.reading.Execute(b.request, application.BalanceQuery{CustomerID: customerID})
}

// counts tells how many events are saved, of all customers, and how many were published.
func (b *bench) counts() string {
	return fmt.Sprint(b.accounts.saved(), " saved, ", len(b.publisher.published()), " published")
}

func given(points int64, txID string) domain.PointsEarned {
	return domain.PointsEarned{AccountID: "ana", TxID: txID, AmountMinor: points * 10, Points: points, At: start}
}

func spent(points int64, redemptionID string) domain.PointsRedeemed {
	return domain.PointsRedeemed{AccountID: "ana", RedemptionID: redemptionID, Points: points, At: start}
}

// lookAlikes are texts that are easily taken for one another.
var lookAlikes = []string{"x", " x", "x ", "X", "x+y", "x%2By", "x%20y", "x y", "__proto__", "x/y", "0", "#1", "é", "e\u0301", strings.Repeat("x", 300) + "1", strings.Repeat("x", 300) + "2"}

func checkBalanceOnDoubles(t *testing.T) {
	b := newBench()
	b.accounts.saveElsewhere(given(500, "given"), spent(100, "spent"))
	for _, round := range []string{"first", "second", "third"} {
		input := "balance of ana, who earned 500 points and spent 100; " + round + " read"
		view, err := b.read("ana")
		mustSucceed(t, err, input)
		equalf(t, fmt.Sprint(view.CustomerID, " ", view.Balance, " ", view.Tier), "ana 400 silver",
			"GetBalance does not return what the account in the repository says.", input)
	}
	b.accounts.saveElsewhere(spent(400, "rest"))
	input := "balance of ana, who has just spent her last points elsewhere"
	view, err := b.read("ana")
	mustSucceed(t, err, input)
	equalf(t, fmt.Sprint(view.Balance, " ", view.Tier), "0 silver", "Balance or tier are wrong for an account without points.", input)
	for _, id := range []string{"nobody", " ana", "Ana", "__proto__"} {
		_, err = b.read(id)
		mustFailWith(t, err, application.ErrAccountNotFound, fmt.Sprintf("balance of %q; only \"ana\" has an account", id))
	}
	equalf(t, fmt.Sprint(b.accounts.expected, slices.Sorted(maps.Keys(b.accounts.histories)), b.journal.all()), "[] [ana] []", "Reading a balance saves an account.",
		"eight reads: versions of saves, accounts that exist, what happened")
	checkContexts(t, b)
	readsAtOneInstant(t)
}

func checkEarnOnDoubles(t *testing.T) {
	b := newBench()
	steps := []struct {
		order        string
		cents, after int64
	}{{"order-1", 5_000, 500}, {"order-2", 2_000, 750}, {"order-3", 0, 750}}
	for i, step := range steps {
		input := fmt.Sprintf("%s of %d cents, after %d orders", step.order, step.cents, i)
		result, err := b.earn(step.order, step.cents, "ana")
		mustSucceed(t, err, input)
		equalf(t, fmt.Sprint(result.Balance, " ", result.Tier), fmt.Sprint(step.after, " silver"),
			"Balance or tier after the purchase are not those of the account.", input)
	}
	sameList(t, describeEvents(b.accounts.histories["ana"]), []string{"ana PointsEarned order-1 500", "ana PointsEarned order-2 250", "ana PointsEarned order-3 0"},
		"The repository that was given does not hold one event for each order, with its id as TxID.",
		"order-1, order-2 and order-3 of a new customer: saved events")
	equalf(t, b.accounts.expected, []int{0, 1, 2}, "The account is not saved with the version that was loaded with it.",
		"three orders of a new customer, one event each: expected versions of the saves")
	for _, again := range []int{0, 0, 2} {
		input := "order-1, order-2, order-3, then " + steps[again].order + " again"
		result, err := b.earn(steps[again].order, steps[again].cents, "ana")
		mustSucceed(t, err, input)
		equalf(t, fmt.Sprint(result.Balance, " ", result.Tier, ", ", b.accounts.saved(), " saved"), "750 silver, 3 saved",
			"The same order again does not return balance and tier, or saves something new.", input)
	}
	_, err := b.earn("order-4", -1, "ana")
	mustFailWith(t, err, domain.ErrInvalidAmount, "order-4 of -1 cents")
	equalf(t, b.counts(), "3 saved, 3 published", "An order that was refused left something behind.",
		"three orders, and one with an invalid amount: events")
	checkContexts(t, b)
	earnsForLookAlikes(t)
	decidesAtOneInstant(t, "earn", 0)
}

// earnsForLookAlikes sends an order with each of these ids of one customer, and one order of a customer with each of them.
func earnsForLookAlikes(t *testing.T) {
	b, expected := newBench(), []string{}
	for i, id := range lookAlikes {
		input := fmt.Sprintf("%d orders of one customer, an hour apart, with ids that look alike: order %q", len(lookAlikes), id)
		result, err := b.earn(id, 100, "ana")
		mustSucceed(t, err, input)
		_, err = b.earn(id, 100, "ana")
		mustSucceed(t, err, input+" again")
		other := fmt.Sprintf("order-1 of the customer %q", id)
		_, err = b.earn("order-1", 100, id)
		mustSucceed(t, err, other)
		equalf(t, fmt.Sprint(result.Balance, ", ", len(b.accounts.histories[id])), fmt.Sprint((i+1)*10, ", 1"),
			"Orders or customers with ids that look alike are taken for one another.",
			input+": balance afterwards; and "+other+": number of events")
		b.clock.now = b.clock.now.Add(time.Hour)
		expected = append(expected, "ana PointsEarned "+id+" 10")
	}
	sameList(t, describeEvents(b.accounts.histories["ana"]), expected, "The order id does not arrive in the event as it was.",
		fmt.Sprint(len(lookAlikes), " orders with ids that look alike: saved events"))
}

func checkRedeemOnDoubles(t *testing.T) {
	b := newBench()
	b.accounts.saveElsewhere(given(500, "mug-1"))
	redeeming := func(id string, points, expected int64, input string) {
		t.Helper()
		result, err := b.redeem(id, points, "ana")
		mustSucceed(t, err, input)
		equalf(t, result.Balance, expected, "The balance after a redemption is wrong.", input)
	}
	redeeming("mug-1", 300, 200, "balance 500, redeem 300 points as mug-1")
	for _, round := range []string{"once", "twice", "three times"} {
		redeeming("mug-1", 300, 200, "balance 200, mug-1 of 300 points again, "+round)
	}
	_, err := b.redeem("mug-2", 201, "ana")
	mustFailWith(t, err, domain.ErrInsufficientPoints, "balance 200, redeem 201 points as mug-2")
	for _, points := range []int64{0, -50} {
		_, err = b.redeem("mug-2", points, "ana")
		mustFailWith(t, err, domain.ErrInvalidAmount, fmt.Sprintf("balance 200, redeem %d points", points))
	}
	_, err = b.redeem("mug-1", 10, "nobody")
	mustFailWith(t, err, application.ErrAccountNotFound, "redeem for \"nobody\", who has no account")
	equalf(t, fmt.Sprint(b.counts(), " ", slices.Sorted(maps.Keys(b.accounts.histories))), "2 saved, 1 published [ana]",
		"A redemption that was refused or repeated left something behind.",
		"given points, mug-1, its repeats and four refused ones: events, accounts")
	redeeming("mug-2", 200, 0, "balance 200, redeem 200 points as mug-2")
	redeeming("mug-2", 200, 0, "balance 0, mug-2 of 200 points again")
	redeeming("mug-1", 300, 0, "balance 0, mug-1 of 300 points again")
	sameList(t, describeEvents(b.accounts.histories["ana"]), []string{"ana PointsEarned mug-1 500", "ana PointsRedeemed mug-1 300", "ana PointsRedeemed mug-2 200"},
		"The repository that was given does not hold one event for each redemption.",
		"given points, mug-1 and mug-2, and their repeats: saved events")
	checkContexts(t, b)
	redeemsLookAlikes(t)
	decidesAtOneInstant(t, "redeem", 0)
}

func redeemsLookAlikes(t *testing.T) {
	b := newBench()
	b.accounts.saveElsewhere(given(500, "given"))
	versions := []int{}
	for i, id := range lookAlikes {
		input := fmt.Sprintf("balance 500, %d redemptions of 10 points with ids that look alike: %q", len(lookAlikes), id)
		result, err := b.redeem(id, 10, "ana")
		mustSucceed(t, err, input)
		equalf(t, result.Balance, int64(500-10*(i+1)), "Redemptions with ids that look alike are taken for one another.", input)
		versions = append(versions, i+1)
	}
	equalf(t, b.accounts.expected, versions, "The account is not saved with the version that was loaded with it.",
		fmt.Sprint("one event given, then ", len(lookAlikes), " redemptions: expected versions of the saves"))
}

// checkContexts ends the request: what the ports were called with carries its value and has ended as well.
func checkContexts(t *testing.T, b *bench) {
	t.Helper()
	b.hangUp()
	synctest.Wait()
	for _, ctx := range b.accounts.contexts {
		equalf(t, fmt.Sprint(ctx.Value(requestKey{}), ", ended: ", ctx.Err() != nil), "this request, ended: true",
			"The repository is called with a context that is not the caller's.",
			"Execute(ctx, …), then ctx is cancelled: the value that came in with ctx, as the repository sees it")
	}
	for _, ctx := range b.publisher.contexts {
		equalf(t, fmt.Sprint(ctx.Value(requestKey{})), "this request",
			"The publisher is called with a context that is not the caller's.",
			"Execute(ctx, …): the value that came in with ctx, as the publisher sees it")
	}
}
