package loyalty_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// keepsTheContract is the contract of AccountRepository, the same for every implementation.
func keepsTheContract(t *testing.T, create func() application.AccountRepository) {
	knowsWhatItHas(t, create())
	keepsWholeHistories(t, create())
	storesNothingForNothing(t, create())
	refusesOtherVersions(t, create())
	keepsAccountsApart(t, create())
	handsOutCopies(t, create())
}

func knowsWhatItHas(t *testing.T, repo application.AccountRepository) {
	save(t, repo, earned("ana", "order-1", 5_000), 0)
	account, version := load(t, repo, "ana")
	equalf(t, fmt.Sprint(account.ID(), ": ", state(account, version)), "ana: 500 points, silver, version 1",
		"A saved account does not come back as it was.", "save 1 event (500 points) at version 0, load")
	for _, id := range []string{"nobody", "Ana", " ana", "an", "__proto__"} {
		mustBeUnknown(t, repo, id, fmt.Sprintf("Save \"ana\", Load %q", id))
	}
}

func mustBeUnknown(t *testing.T, repo application.AccountRepository, id, input string) {
	t.Helper()
	_, _, err := repo.Load(context.Background(), id)
	mustFailWith(t, err, application.ErrAccountNotFound, input)
}

// keepsWholeHistories saves over five hundred events of every kind in four steps.
func keepsWholeHistories(t *testing.T, repo application.AccountRepository) {
	whole, account, version := domain.NewAccount("ana"), domain.NewAccount("ana"), 0
	days := []int{0, 1, 9, 40, 320}
	for i, to := range days[1:] {
		live(t, whole, days[i], to)
		live(t, account, days[i], to)
		save(t, repo, account, version)
		account, version = load(t, repo, "ana")
		input := fmt.Sprintf("orders, redemptions and reversals up to day %d, saved in up to four steps, then loaded", to)
		equalf(t, version, len(whole.Uncommitted()), "The version is not the number of saved events.", input+": version")
		equalf(t, len(account.Uncommitted()), 0, "A loaded account has uncommitted events.", input+": number of uncommitted events")
		equalf(t, seen(account, to), seen(whole, to), "A saved account does not come back as it was.",
			input+": balance and tier on some days, orders and redemptions that it does not know")
	}
}

func storesNothingForNothing(t *testing.T, repo application.AccountRepository) {
	save(t, repo, domain.NewAccount("ana"), 0)
	mustBeUnknown(t, repo, "ana", "Save a new account without events, Load it")
	save(t, repo, earned("ana", "order-1", 5_000), 0)
	account, _ := load(t, repo, "ana")
	save(t, repo, account, 1)
	for _, version := range []int{0, 2} {
		_ = repo.Save(context.Background(), "ana", account, version)
	}
	account, version := load(t, repo, "ana")
	equalf(t, state(account, version), "500 points, silver, version 1", "Saving an account without uncommitted events stores something.",
		"save 1 event, load, save without a change at versions 1, 0 and 2, load")
}

func refusesOtherVersions(t *testing.T, repo application.AccountRepository) {
	for version := range 12 {
		save(t, repo, earned("ana", fmt.Sprint("order-", version), 100), version)
	}
	var conflicts []heldConflict
	for _, expected := range []int{0, 1, 2, 11, 13, 120, 1_000_000_000} {
		conflicts = append(conflicts, mustConflict(t, repo, earned("ana", "late", 1_000), expected, 12))
	}
	for _, expected := range []int{1, 12} {
		conflicts = append(conflicts, mustConflict(t, repo, earned("bo", "late", 1_000), expected, 0))
	}
	for _, conflict := range conflicts {
		conflict.mustHold(t, "A ConcurrencyError has changed after its caller got it.")
	}
	account, version := load(t, repo, "ana")
	equalf(t, state(account, version), "120 points, bronze, version 12", "A save that was refused has stored something.",
		"twelve saves, then saves at wrong versions, load")
	mustBeUnknown(t, repo, "bo", "Save \"bo\" at wrong versions, Load it")
}

// heldConflict is how a save was refused, and the versions that the error has to hold, now and later.
type heldConflict struct {
	*application.ConcurrencyError
	versions []int
	input    string
}

func (c heldConflict) mustHold(t *testing.T, message string) {
	t.Helper()
	equalf(t, []int{c.Expected, c.Actual}, c.versions, message, c.input+": expected, actual")
}

func mustConflict(t *testing.T, repo application.AccountRepository, account *domain.Account, expected, actual int) heldConflict {
	t.Helper()
	input := fmt.Sprintf("the stored version is %d, Save at version %d", actual, expected)
	found := mustBeConflict(t, repo.Save(context.Background(), account.ID(), account, expected), input)
	conflict := heldConflict{found, []int{expected, actual}, input}
	conflict.mustHold(t, "The ConcurrencyError does not hold both versions.")
	return conflict
}

var alikeIDs = []string{
	"ana", "ana:1", "ana#1", "Ana", " ana", "ana ", "a", "an", "ana+", "ana%20", "{ana}", "__proto__",
	"constructor", "outbox", "loyalty:outbox", "stream:ana", "Zoë #7", "Zoe\u0308 #7", "a/b", "a\nb", "*", "0", "null", strings.Repeat("a", 300) + "1", strings.Repeat("a", 300) + "2",
}

func keepsAccountsApart(t *testing.T, repo application.AccountRepository) {
	for i, id := range alikeIDs {
		save(t, repo, earned(id, "order-1", int64(i+1)*100), 0)
	}
	for i, id := range alikeIDs {
		account, version := load(t, repo, id)
		equalf(t, fmt.Sprintf("%q: %d points, version %d", account.ID(), account.Balance(start), version),
			fmt.Sprintf("%q: %d points, version 1", id, (i+1)*10), "Accounts are mixed up.",
			fmt.Sprintf("%d accounts saved, one order each, %q as number %d; Load %q", len(alikeIDs), id, i+1, id))
	}
}

func handsOutCopies(t *testing.T, repo application.AccountRepository) {
	first := earned("ana", "order-1", 5_000)
	save(t, repo, first, 0)
	mustSucceed(t, first.Redeem("mug-1", 100, start), "redeem 100 points on an account that was saved with 500")
	account, _ := load(t, repo, "ana")
	mustSucceed(t, account.Redeem("mug-2", 100, start), "redeem 100 points on an account that was loaded with 500")
	other, version := load(t, repo, "ana")
	equalf(t, state(other, version), "500 points, silver, version 1", "Changing an account changes what is stored, although nobody saved it.",
		"save, redeem on that account, load, redeem on that one, load again")
	save(t, repo, other, 1)
	mustConflict(t, repo, account, 0, 1)
	again, version := load(t, repo, "ana")
	equalf(t, fmt.Sprint(state(again, version), ", ", len(again.Uncommitted()), " uncommitted"),
		"500 points, silver, version 1, 0 uncommitted", "A save that was refused has changed the account.",
		"the same, then a refused save of the changed account, load")
}

func save(t *testing.T, repo application.AccountRepository, account *domain.Account, expectedVersion int) {
	t.Helper()
	input := fmt.Sprintf("Save %q, %d events, at version %d", account.ID(), len(account.Uncommitted()), expectedVersion)
	mustSucceed(t, repo.Save(context.Background(), account.ID(), account, expectedVersion), input)
}

func load(t *testing.T, repo application.AccountRepository, id string) (*domain.Account, int) {
	t.Helper()
	account, version, err := repo.Load(context.Background(), id)
	input := fmt.Sprintf("Load %q, which was saved", id)
	mustSucceed(t, err, input)
	mustBe(t, account != nil, "Load returns neither an account nor an error.", input, "an account", "nil")
	return account, version
}

func state(account *domain.Account, version int) string {
	return fmt.Sprintf("%d points, %s, version %d", account.Balance(start), account.Tier(start), version)
}
