package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
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
}

func newBench() *bench {
	b := &bench{clock: &fakeClock{now: start}}
	b.accounts = &fakeAccounts{journal: &b.journal, histories: map[string][]domain.Event{}}
	b.publisher = &fakePublisher{journal: &b.journal}
	b.earning = application.NewEarnPoints(b.accounts, b.publisher, b.clock)
	b.redeeming = application.NewRedeemReward(b.accounts, b.publisher, b.clock)
	b.reading = application.NewGetBalance(b.accounts, b.clock)
	return b
}

type requestKey struct{}

// request is a context that can be recognised.
var request = context.WithValue(context.Background(), requestKey{}, "this request")

func (b *bench) earn(orderID string, amountMinor int64) (application.EarnResult, error) {
	command := application.EarnCommand{CustomerID: "ana", OrderID: orderID, AmountMinor: amountMinor}
	return b.earning.Execute(request, command)
}

func (b *bench) redeem(customerID, redemptionID string, points int64) (application.RedeemResult, error) {
	command := application.RedeemCommand{CustomerID: customerID, RedemptionID: redemptionID, Points: points}
	return b.redeeming.Execute(request, command)
}

// given gives points that came from elsewhere, so that a check about one use case does not need another one.
func (b *bench) given(points int64) {
	txID := fmt.Sprintf("given-%d", points)
	b.accounts.saveElsewhere(domain.PointsEarned{AccountID: "ana", TxID: txID, AmountMinor: points * 10, Points: points, At: start})
}

// spent spends points elsewhere.
func (b *bench) spent(points int64) {
	b.accounts.saveElsewhere(domain.PointsRedeemed{AccountID: "ana", RedemptionID: "elsewhere", Points: points, At: start})
}

func (b *bench) names() []string {
	names := []string{}
	for _, event := range b.accounts.histories["ana"] {
		names = append(names, event.Name())
	}
	return names
}

// mustSucceed fails the check with what the call returned instead of a result.
func mustSucceed(t *testing.T, err error, told checkkit.Told) {
	t.Helper()
	if err != nil {
		told.Expected, told.Actual = "no error", "the error: "+err.Error()
		checkkit.Fail(t, told)
	}
}

// mustFailWith fails the check unless errors.Is finds the expected error.
func mustFailWith(t *testing.T, err, expected error, told checkkit.Told) {
	t.Helper()
	if !errors.Is(err, expected) {
		told.Expected, told.Actual = "the error: "+expected.Error(), fmt.Sprint("the error: ", err)
		checkkit.Fail(t, told)
	}
}

func mustBeConflict(t *testing.T, err error, told checkkit.Told) *application.ConcurrencyError {
	t.Helper()
	var conflict *application.ConcurrencyError
	if !errors.As(err, &conflict) {
		told.Expected, told.Actual = "a *ConcurrencyError", fmt.Sprint("the error: ", err)
		checkkit.Fail(t, told)
	}
	return conflict
}

func checkEarnOnDoubles(t *testing.T) {
	b := newBench()
	input := "a new customer earns for order-1 of 5,000 cents"
	told := checkkit.Told{Message: "A first order does not open an account and bring its points.", Input: input}
	first, err := b.earn("order-1", 5_000)
	mustSucceed(t, err, told)
	checkkit.Equal(t, first, application.EarnResult{Balance: 500, Tier: domain.Silver}, told)
	saved := []string{}
	for _, event := range b.accounts.histories["ana"] {
		if earned, ok := event.(domain.PointsEarned); ok {
			saved = append(saved, fmt.Sprint(earned.TxID, ", ", earned.Points, " points"))
		}
	}
	checkkit.Equal(t, saved, []string{"order-1, 500 points"}, checkkit.Told{
		Message: "The event is not in the repository that the use case was given, with the order id as its TxID. Points that are kept anywhere else are gone after a restart.",
		Input:   input,
	})
	second, err := b.earn("order-2", 2_000)
	mustSucceed(t, err, checkkit.Told{Message: "A second order brings nothing.", Input: input})
	checkkit.Equal(t, second, application.EarnResult{Balance: 750, Tier: domain.Silver}, checkkit.Told{
		Message: "The second order is not added to the account that the repository holds.",
		Input:   input + ", then for order-2 of 2,000 cents at silver (1.25 times)",
	})
	checkkit.Equal(t, b.accounts.expected, []int{0, 1}, checkkit.Told{
		Message: "The account is not saved with the version it was loaded with. Then nobody notices a change in between.",
		Input:   "two orders, one event each",
	})
	repeated, err := b.earn("order-1", 5_000)
	mustSucceed(t, err, checkkit.Told{Message: "The same order again is an error.", Input: input})
	checkkit.Equal(t, []int64{repeated.Balance, int64(len(b.accounts.histories["ana"]))}, []int64{750, 2}, checkkit.Told{
		Message: "The same order counts twice. Messages are delivered more than once: this gives away points every day.",
		Input:   input + ", then for order-2, then for order-1 once more: balance and number of saved events",
	})
	checkContexts(t, b)
}

func checkContexts(t *testing.T, b *bench) {
	t.Helper()
	for _, ctx := range b.accounts.contexts {
		checkkit.Equal(t, ctx.Value(requestKey{}), any("this request"), checkkit.Told{
			Message: "A port is called with a context that is not the caller's. When the client hangs up or the deadline passes, the work goes on for nobody.",
			Input:   "Execute(ctx, …): the value that came in with ctx, as the repository sees it",
		})
	}
}

func checkRedeemOnDoubles(t *testing.T) {
	b := newBench()
	b.given(500)
	input := "balance 500, redeem 300 points as mug-1"
	told := checkkit.Told{Message: "Redeeming does not take the points from the account.", Input: input}
	result, err := b.redeem("ana", "mug-1", 300)
	mustSucceed(t, err, told)
	checkkit.Equal(t, result, application.RedeemResult{Balance: 200}, told)
	saved := fmt.Sprint(b.names(), b.accounts.expected)
	checkkit.Equal(t, saved, "[PointsEarned PointsRedeemed] [1]", checkkit.Told{
		Message: "The redemption is not saved in the repository that was given, at the version it was loaded with.",
		Input:   input + ": saved events, expected versions",
	})
	repeated, err := b.redeem("ana", "mug-1", 300)
	mustSucceed(t, err, checkkit.Told{
		Message: "A redemption that a client repeats, because the answer was lost, is refused. It was paid for, and it is no new one.",
		Input:   input + ", then the same again with 200 points left",
	})
	checkkit.Equal(t, repeated, application.RedeemResult{Balance: 200}, checkkit.Told{
		Message: "The same redemption is paid twice when a client repeats it.",
		Input:   input + ", then the same again",
	})
	before := fmt.Sprint(len(b.accounts.histories["ana"]), len(b.publisher.published()))
	_, err = b.redeem("ana", "grinder-1", 201)
	mustFailWith(t, err, domain.ErrInsufficientPoints, checkkit.Told{
		Message: "More points can be spent than there are, or the caller cannot tell that this was the reason.",
		Input:   "balance 200, redeem 201 points",
	})
	_, err = b.redeem("nobody", "mug-2", 10)
	mustFailWith(t, err, application.ErrAccountNotFound, checkkit.Told{
		Message: "A customer without an account is not told apart.",
		Input:   "redeem for a customer that never earned",
	})
	after := fmt.Sprint(len(b.accounts.histories["ana"])+len(b.accounts.histories["nobody"]), len(b.publisher.published()))
	checkkit.Equal(t, after, before, checkkit.Told{
		Message: "A redemption that was refused left something behind.",
		Input:   "a redemption of too many points and one for an unknown customer: saved and published events",
	})
	checkContexts(t, b)
}

func checkBalanceOnDoubles(t *testing.T) {
	b := newBench()
	b.given(500)
	told := checkkit.Told{
		Message: "The balance is not the one of the account in the repository.",
		Input:   "balance of ana, who earned 500",
	}
	view, err := b.reading.Execute(request, application.BalanceQuery{CustomerID: "ana"})
	mustSucceed(t, err, told)
	checkkit.Equal(t, fmt.Sprint(view.CustomerID, view.Balance, view.Tier), fmt.Sprint("ana", 500, "silver"), told)
	_, err = b.reading.Execute(request, application.BalanceQuery{CustomerID: "nobody"})
	mustFailWith(t, err, application.ErrAccountNotFound, checkkit.Told{
		Message: "A customer without an account looks like one with 0 points: a mistyped id is never noticed.",
		Input:   "balance of a customer that never earned",
	})
	checkkit.Equal(t, fmt.Sprint(b.journal.all(), len(b.accounts.histories)), "[] 1", checkkit.Told{
		Message: "Reading a balance writes. Reads are the most frequent call of all, and they must not compete with purchases.",
		Input:   "two reads: what was saved, and how many accounts exist",
	})
	checkContexts(t, b)
}
