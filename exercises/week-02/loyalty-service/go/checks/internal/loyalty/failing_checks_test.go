package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

func checkRetryBounded(t *testing.T) {
	bubbled(triesThreeTimes)(t)
	triesAfresh(t)
	bubbled(letsOtherErrorsOut)(t)
}

// triesThreeTimes: every save ends in a conflict, and after the third that conflict comes out. The same for each call.
func triesThreeTimes(t *testing.T) {
	b := newBench()
	b.accounts.saveElsewhere(given(500, "given"))
	for _, round := range []string{"first", "second", "third"} {
		for _, c := range []command{b.order("order-1", 1_000, "ana"), b.order("order-1", 1_000, "bo"), b.redemption("mug-1", 100)} {
			b.accounts.forget()
			b.accounts.beforeSave = func(save int, _ string) error {
				if save > 20 {
					return nil
				}
				return conflict(10, 10+save)
			}
			_, err := c.call()
			input := c.name + ", " + round + " time; save number n ends in a *ConcurrencyError{10, 10 + n}, wrapped"
			equalf(t, []int{b.accounts.loads, len(b.accounts.expected)}, []int{3, 3}, "The number of tries is not three.", input+": loads, saves")
			found := mustBeConflict(t, err, input)
			equalf(t, []int{found.Expected, found.Actual}, []int{10, 13}, "The conflict that comes out is not that of the third try.",
				input+": expected, actual")
		}
	}
}

// triesAfresh: two conflicts are never too many, in many calls at the same time and in many one after the other.
func triesAfresh(t *testing.T) {
	b := newBench()
	b.journal.pause = runtime.Gosched
	saves := map[string]int{}
	b.accounts.beforeSave = func(_ int, id string) error {
		if saves[id]++; saves[id] <= 2 {
			return conflict(0, saves[id])
		}
		return nil
	}
	customers := []string{"a", "b", "c", "d", "e"}
	input := "first orders of five customers at the same time on one instance; two conflicts for each"
	orders := map[string]func() error{}
	for _, id := range customers {
		orders[id] = func() error {
			_, err := b.earn("order-1", 1_000, id)
			return err
		}
	}
	for id, err := range checkkit.AtOnce(orders) {
		mustSucceed(t, err, input+": "+id)
	}
	events := []int{}
	for _, id := range customers {
		clear(saves)
		_, err := b.earn("order-2", 1_000, id)
		mustSucceed(t, err, "then second orders, one after the other; two conflicts for each: "+id)
		events = append(events, len(b.accounts.histories[id]))
	}
	equalf(t, events, []int{2, 2, 2, 2, 2}, "Orders of customers who met two conflicts are not saved once.",
		input+"; then second orders: saved events of each customer")
}

// letsOtherErrorsOut: what is not a conflict comes out, wherever and in whichever try it happens.
func letsOtherErrorsOut(t *testing.T) {
	failures := []error{
		errors.New("connection reset"),
		errors.New("version 1 was expected, but 2 is saved"),
		fmt.Errorf("save: %w", context.DeadlineExceeded),
		domain.ErrUnknownPurchase,
	}
	for _, failure := range failures {
		for _, at := range []string{"load", "save"} {
			for number := 1; number <= 3; number++ {
				b := newBench()
				b.accounts.saveElsewhere(given(500, "given"))
				commands := []command{b.order("order-1", 1_000, "ana"), b.redemption("mug-1", 100)}
				if at == "load" && number == 1 {
					commands = append(commands, command{"reading the balance", func() (int64, error) {
						view, err := b.read("ana")
						return view.Balance, err
					}})
				}
				for _, c := range commands {
					b.accounts.forget()
					b.accounts.beforeSave = func(save int, _ string) error {
						if at == "save" && save >= number {
							return failure
						}
						if save < number {
							return conflict(1, 2)
						}
						return nil
					}
					b.accounts.beforeLoad = func(load int) error {
						if at == "load" && load >= number {
							return failure
						}
						return nil
					}
					_, err := c.call()
					input := fmt.Sprintf("%s, and the %s fails with %q in try %d, after conflicts", c.name, at, failure, number)
					mustFailWith(t, err, failure, input)
					equalf(t, b.accounts.loads, number, "After an error that is not a conflict there is another try.", input+": loads")
				}
			}
		}
	}
	b := newBench()
	b.accounts.saveElsewhere(given(500, "given"))
	_, err := b.redeem("mug-1", 501, "ana")
	mustFailWith(t, err, domain.ErrInsufficientPoints, "balance 500, redeem 501 points")
	_, err = b.redeem("mug-1", 1, "bo")
	mustFailWith(t, err, application.ErrAccountNotFound, "redeem for bo, who has no account")
	equalf(t, b.accounts.loads, 2, "A refusal is retried.", "two refused redemptions: loads")
}

func checkPublisherFailure(t *testing.T) {
	for _, failure := range []error{errors.New("broker is not available"), conflict(1, 2), application.ErrAccountNotFound} {
		b := newBench()
		b.accounts.saveElsewhere(given(500, "given"), spent(100, "spent"))
		for round := 1; round <= 3; round++ {
			trouble := fmt.Sprintf("Publish fails with %q", failure)
			b.publisher.failure = failure
			if round == 2 {
				b.publisher.failure, trouble = nil, "Publish succeeds"
			}
			for _, c := range []struct {
				command
				expected int
			}{
				{b.order(fmt.Sprint("order-", round), 800, "ana"), 450 + 50*round},
				{b.redemption(fmt.Sprint("mug-", round), 50), 400 + 50*round},
			} {
				b.accounts.forget()
				input := fmt.Sprintf("%s, round %d, and %s", c.name, round, trouble)
				balance, err := c.call()
				mustSucceed(t, err, input)
				equalf(t, []int{int(balance), len(b.accounts.expected)}, []int{c.expected, 1},
					"A publish that fails changes what a command returns, or how often it saves.", input+": balance, saves")
			}
		}
		equalf(t, len(b.accounts.histories["ana"]), 8, "A publish that fails changes what is saved.",
			"two events given; three rounds of one order and one redemption: saved events")
	}
}
