package loyalty_test

import (
	"errors"
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

func checkRetryReloads(t *testing.T) {
	b := newBench()
	b.given(500)
	b.accounts.onNextSave(func() { b.given(100) })
	input := "balance 500; while order-1 of 1,000 cents is handled, another instance adds 100 points"
	result, err := b.earn("order-1", 1_000)
	mustSucceed(t, err, checkkit.Told{
		Message: "An order is refused because another instance saved the same account first. Nobody did anything wrong.",
		Input:   input,
	})
	checkkit.Equal(t, result.Balance, int64(725), checkkit.Told{Message: "One of two simultaneous orders is lost.", Input: input})
	checkkit.Equal(t, b.accounts.loads, 2, checkkit.Told{
		Message: "After a conflict the account is not loaded afresh, once for each try.",
		Input:   input,
	})
	b.accounts.onNextSave(func() { b.spent(700) })
	_, err = b.redeem("ana", "mug-1", 100)
	mustFailWith(t, err, domain.ErrInsufficientPoints, checkkit.Told{
		Message: "After a conflict the old decision is saved again instead of decided anew: points are spent that are no longer there.",
		Input:   "balance 725; while 100 points are redeemed, another instance redeems 700",
	})
}

func checkRetryBounded(t *testing.T) {
	b := newBench()
	b.given(500)
	calls := []struct {
		name string
		call func() error
	}{
		{"earn", func() error { _, err := b.earn("order-1", 1_000); return err }},
		{"redeem", func() error { _, err := b.redeem("ana", "mug-1", 100); return err }},
	}
	for _, c := range calls {
		b.accounts.expected = nil
		b.accounts.beforeSave = func(save int) error {
			if save > 20 {
				return nil
			}
			return fmt.Errorf("save: %w", &application.ConcurrencyError{Expected: 1, Actual: 2})
		}
		err := c.call()
		input := c.name + ", and every save ends in a *ConcurrencyError (wrapped)"
		checkkit.Equal(t, len(b.accounts.expected), 3, checkkit.Told{
			Message: "The number of tries is not three. Too few, and ordinary traffic is refused; without an end, a busy account keeps a server busy.",
			Input:   input,
		})
		mustBeConflict(t, err, checkkit.Told{
			Message: `After the last try the caller does not learn that there was a conflict, so it cannot answer "try again".`,
			Input:   input,
		})
	}
	b.accounts.expected = nil
	reset := errors.New("connection reset")
	b.accounts.beforeSave = func(int) error { return reset }
	_, err := b.earn("order-2", 1_000)
	input := "earn, and the save ends in \"connection reset\""
	mustFailWith(t, err, reset, checkkit.Told{Message: "An error that is no conflict does not come out as it was.", Input: input})
	checkkit.Equal(t, len(b.accounts.expected), 1, checkkit.Told{
		Message: "An error that is no conflict is tried again. Nobody knows whether that save was carried out.",
		Input:   input + ": number of saves",
	})
}

func checkSaveBeforePublish(t *testing.T) {
	b := newBench()
	b.given(500)
	input := "earn for order-1, then redeem 100 points"
	_, err := b.earn("order-1", 5_000)
	b.journal.add("answer")
	mustSucceed(t, err, checkkit.Told{Message: "Saving and publishing do not both happen.", Input: input})
	_, err = b.redeem("ana", "mug-1", 100)
	b.journal.add("answer")
	mustSucceed(t, err, checkkit.Told{Message: "Saving and publishing do not both happen.", Input: input})
	checkkit.Equal(t, b.journal.all(), []string{"save", "publish", "answer", "save", "publish", "answer"}, checkkit.Told{
		Message: "Not every command saves first, then publishes once, then answers. Whatever is published before a save may never become true; whatever is left for after the answer dies with the process.",
		Input:   input,
	})
	checkkit.Equal(t, b.publisher.published(), b.accounts.histories["ana"][1:], checkkit.Told{
		Message: "What is published is not what was saved.",
		Input:   input,
	})
	before := len(b.publisher.published())
	b.accounts.beforeSave = func(int) error { return errors.New("disk full") }
	_, _ = b.earn("order-2", 1_000)
	checkkit.Equal(t, len(b.publisher.published()), before, checkkit.Told{
		Message: "An order that could not be saved is announced all the same: the newsletter congratulates on points that do not exist.",
		Input:   "earn for order-2, and the save fails: number of published events",
	})
	b.accounts.onNextSave(func() { b.given(100) })
	_, err = b.earn("order-3", 1_000)
	mustSucceed(t, err, checkkit.Told{Message: "A conflict on the first try is an error.", Input: "earn for order-3"})
	published := []string{}
	for _, event := range b.publisher.published()[before:] {
		if earned, ok := event.(domain.PointsEarned); ok {
			published = append(published, earned.TxID)
		}
	}
	checkkit.Equal(t, published, []string{"order-3"}, checkkit.Told{
		Message: "After a conflict and a second try, what is published is not what was saved in the end.",
		Input:   "earn for order-3, first save conflicts",
	})
}

func checkPublisherFailure(t *testing.T) {
	b := newBench()
	b.publisher.failure = errors.New("broker is not available")
	told := checkkit.Told{
		Message: "A broker that is down fails the command, although the points are saved. The customer tries again and pays twice, or gives up.",
		Input:   "earn for order-1, and Publish fails",
	}
	earned, err := b.earn("order-1", 5_000)
	mustSucceed(t, err, told)
	checkkit.Equal(t, earned, application.EarnResult{Balance: 500, Tier: domain.Silver}, told)
	told.Input = "redeem 100 points, and Publish fails"
	redeemed, err := b.redeem("ana", "mug-1", 100)
	mustSucceed(t, err, told)
	checkkit.Equal(t, redeemed, application.RedeemResult{Balance: 400}, told)
	checkkit.Equal(t, b.names(), []string{"PointsEarned", "PointsRedeemed"}, checkkit.Told{
		Message: "A failed publish changes what is saved: points are undone or counted again.",
		Input:   "earn, then redeem, and Publish fails each time",
	})
}
