package loyalty_test

import (
	"errors"
	"fmt"
	"testing"

	"go-coffee/internal/loyalty/domain"
)

// command is a call of a use case by name.
type command struct {
	name string
	call func() (balance int64, err error)
}

func (b *bench) order(id string, cents int64, customerID string) command {
	return command{"order " + id + " of " + customerID, func() (int64, error) {
		result, err := b.earn(id, cents, customerID)
		return result.Balance, err
	}}
}

func (b *bench) redemption(id string, points int64) command {
	return command{"redemption " + id, func() (int64, error) {
		result, err := b.redeem(id, points, "ana")
		return result.Balance, err
	}}
}

func checkSaveBeforePublish(t *testing.T) {
	b := newBench()
	commands := []command{}
	for i := range 12 {
		commands = append(commands, b.order(fmt.Sprint("order-", i), 1_000, "ana"))
	}
	for _, id := range []string{"mug-1", "mug-2", "mug-3"} {
		commands = append(commands, b.redemption(id, 100))
	}
	for _, c := range commands {
		input := "twelve orders in one hour, then three redemptions: " + c.name
		saved, calls, from := len(b.accounts.histories["ana"]), len(b.publisher.calls), len(b.journal.all())
		_, err := c.call()
		b.journal.add("returned")
		left := b.journal.left()
		mustSucceed(t, err, input)
		equalf(t, b.journal.all()[from:], []string{"saved", "publish began", "publish ended", "returned"},
			"A command does not save, then publish in one call, then return.", input+": what happened")
		equalf(t, left, "0 open, 0 later", "A command leaves work behind when it returns.",
			input+": calls of ports that were open when it returned, and that began later")
		equalf(t, describeEvents(b.publisher.calls[calls]), describeEvents(b.accounts.histories["ana"][saved:]), "What is published is not what was saved.",
			input+": events")
	}
	equalf(t, b.publisher.published(), b.accounts.histories["ana"], "What is published is not what was saved.",
		"twelve orders in one hour, then three redemptions: events")
	before := len(b.publisher.calls)
	for _, c := range commands {
		_, err := c.call()
		mustSucceed(t, err, c.name+" again")
	}
	equalf(t, len(b.publisher.calls), before, "A command that was handled before is published again.",
		"twelve orders and three redemptions, and then all of them again: calls of Publish with events")
	publishesOnlyWhatIsSaved(t)
}

// publishesOnlyWhatIsSaved tries every way in which a save or a load can fail, for every command.
func publishesOnlyWhatIsSaved(t *testing.T) {
	full := errors.New("disk full")
	troubles := map[string]func(accounts *fakeAccounts){
		"the save fails": func(a *fakeAccounts) { a.beforeSave = func(int, string) error { return full } },
		"every save ends in a conflict, twenty times": func(a *fakeAccounts) {
			a.beforeSave = func(save int, _ string) error {
				if save <= 20 {
					return conflict(1, 2)
				}
				return nil
			}
		},
		"the load fails": func(a *fakeAccounts) { a.beforeLoad = func(int) error { return full } },
	}
	for trouble, start := range troubles {
		b := newBench()
		b.accounts.saveElsewhere(given(500, "given"))
		for _, c := range []command{b.order("1", 1_000, "ana"), b.order("1", 1_000, "bo"), b.redemption("mug-1", 100)} {
			b.accounts.forget()
			start(b.accounts)
			saved, published := b.accounts.saved(), len(b.publisher.published())
			_, _ = c.call()
			b.journal.left()
			equalf(t, len(b.publisher.published())-published, b.accounts.saved()-saved, "An event is published that was not saved.",
				c.name+", and "+trouble+": published events, compared with saved ones")
		}
	}
}

func checkRetryReloads(t *testing.T) {
	for _, conflicts := range []int{1, 2} {
		b := newBench()
		b.accounts.saveElsewhere(given(500, "given"))
		another := func(save int) {
			b.accounts.saveElsewhere(given(100, fmt.Sprint("other-", len(b.accounts.histories["ana"]), "-", save)))
		}
		for _, c := range []struct {
			command
			expected int
		}{{b.order("order-1", 1_000, "ana"), 625 + 100*conflicts}, {b.redemption("mug-1", 100), 525 + 200*conflicts}} {
			b.accounts.onNextSaves(conflicts, another)
			published := len(b.publisher.published())
			input := fmt.Sprintf("%s; each of its first %d saves comes too late, since another instance adds 100 points", c.name, conflicts)
			balance, err := c.call()
			mustSucceed(t, err, input)
			equalf(t, balance, int64(c.expected), "The balance after a conflict is wrong.", input)
			equalf(t, []int{b.accounts.loads, len(b.accounts.expected)}, []int{conflicts + 1, conflicts + 1},
				"There is not one load and one save for each try.", input+": loads, saves")
			history := b.accounts.histories["ana"]
			equalf(t, describeEvents(b.publisher.published()[published:]), describeEvents(history[len(history)-1:]),
				"After a conflict, what is published is not what was saved in the end.", input)
			equalf(t, b.accounts.waited.String(), "0s", "After a conflict the use case waits.", input+": time until the next load")
		}
	}
	decidesAnew(t)
	decidesAtOneInstant(t, "earn", 2)
	decidesAtOneInstant(t, "redeem", 2)
}

// decidesAnew: what another instance saved in the meantime changes the decision.
func decidesAnew(t *testing.T) {
	b := newBench()
	meanwhile := func(event domain.Event) {
		b.accounts.onNextSaves(1, func(int) { b.accounts.saveElsewhere(event) })
	}
	deciding := func(c command, expected int64, input string) {
		t.Helper()
		balance, err := c.call()
		mustSucceed(t, err, input)
		equalf(t, balance, expected, "The balance after a conflict is wrong.", input)
	}
	opened := given(100, "given")
	opened.AccountID = "bo"
	meanwhile(opened)
	deciding(b.order("order-1", 1_000, "bo"), 200, "the first order of bo (1,000 cents); another instance opens the account with 100 points meanwhile")
	b.accounts.saveElsewhere(given(500, "given"))
	meanwhile(given(100, "order-1"))
	deciding(b.order("order-1", 1_000, "ana"), 600, "balance 500, order-1; another instance handles order-1 meanwhile")
	meanwhile(spent(600, "mug-1"))
	deciding(b.redemption("mug-1", 600), 0, "balance 600, redeem 600 points as mug-1; another instance handles mug-1 meanwhile")
	b.accounts.saveElsewhere(given(300, "more"))
	meanwhile(spent(250, "elsewhere"))
	_, err := b.redeem("mug-2", 100, "ana")
	mustFailWith(t, err, domain.ErrInsufficientPoints, "balance 300, redeem 100 points as mug-2; another instance redeems 250 meanwhile")
	equalf(t, describeEvents(b.accounts.histories["ana"]),
		[]string{"ana PointsEarned given 500", "ana PointsEarned order-1 100", "ana PointsRedeemed mug-1 600", "ana PointsEarned more 300", "ana PointsRedeemed elsewhere 250"},
		"After a conflict an old decision is saved.", "order-1, mug-1 and mug-2, and each time another instance was faster: saved events")
}
