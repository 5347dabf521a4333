package loyalty_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkInMemoryRepository(t *testing.T) {
	create := func() application.AccountRepository { return infrastructure.NewInMemoryAccountRepository() }
	checkkit.Bubble(t, func(t *testing.T) { keepsTheContract(t, create) })
	servesManyAtOnce(t, create())
}

func checkEventStoreRepository(t *testing.T) {
	create := func() application.AccountRepository {
		return infrastructure.NewEventStoreAccountRepository(infrastructure.NewMemoryEventLog())
	}
	checkkit.Bubble(t, func(t *testing.T) {
		keepsTheContract(t, create)
		survivesARestart(t)
	})
	letsOneOfTwoWin(t)
	servesManyAtOnce(t, create())
}

// keepsTheContract is the contract of AccountRepository, the same for every implementation.
func keepsTheContract(t *testing.T, create func() application.AccountRepository) {
	remembers(t, create())
	appends(t, create())
	refusesOldVersions(t, create())
	keepsAccountsApart(t, create())
	handsOutCopies(t, create())
}

func remembers(t *testing.T, repo application.AccountRepository) {
	_, _, err := repo.Load(context.Background(), "nobody")
	mustFailWith(t, err, application.ErrAccountNotFound, checkkit.Told{
		Message: "An id that nobody saved does not fail with ErrAccountNotFound.",
		Input:   "Load an unknown id",
	})
	save(t, repo, earned("ana", "order-1", 5_000), 0)
	account, version := load(t, repo, "ana")
	checkkit.Equal(t, state(account, version), "500 points, silver, version 1", checkkit.Told{
		Message: "A saved account does not come back as it was.",
		Input:   "save 1 event (500 points) at version 0, load",
	})
	checkkit.Equal(t, account.ID(), "ana", checkkit.Told{Message: "A loaded account has another id.", Input: "save ana, load ana"})
	checkkit.Equal(t, len(account.Uncommitted()), 0, checkkit.Told{
		Message: "A loaded account still has uncommitted events, so the next save stores its history once more.",
		Input:   "save, then load: number of uncommitted events",
	})
}

func appends(t *testing.T, repo application.AccountRepository) {
	save(t, repo, earned("ana", "order-1", 5_000), 0)
	account, _ := load(t, repo, "ana")
	mustSucceed(t, account.Redeem("mug-1", 100, start), checkkit.Told{Message: "A loaded account has no points."})
	mustSucceed(t, account.Redeem("mug-2", 100, start), checkkit.Told{Message: "A loaded account has no points."})
	save(t, repo, account, 1)
	account, version := load(t, repo, "ana")
	checkkit.Equal(t, state(account, version), "300 points, silver, version 3", checkkit.Told{
		Message: "Events are not appended to those that were saved before, or the version is not their number.",
		Input:   "save 1 event, load, record 2 more, save at version 1, load",
	})
	mustSucceed(t, account.Redeem("mug-1", 100, start), checkkit.Told{Message: "A repeated redemption is an error."})
	save(t, repo, account, 3)
	account, version = load(t, repo, "ana")
	checkkit.Equal(t, state(account, version), "300 points, silver, version 3", checkkit.Told{
		Message: "After loading, the account no longer knows a redemption it has had, or a save of nothing stored something.",
		Input:   "the same redemption again after loading, then save, load",
	})
}

func refusesOldVersions(t *testing.T, repo application.AccountRepository) {
	save(t, repo, earned("ana", "order-1", 5_000), 0)
	account, _ := load(t, repo, "ana")
	mustSucceed(t, account.Redeem("mug-1", 100, start), checkkit.Told{Message: "A loaded account has no points."})
	save(t, repo, account, 1)
	for _, expected := range []int{0, 1, 3} {
		late := earned("ana", fmt.Sprintf("order-%d-late", expected), 1_000)
		conflict := mustBeConflict(t, repo.Save(context.Background(), "ana", late, expected), checkkit.Told{
			Message: "A save that rests on another version does not fail with the *ConcurrencyError of the port. Two people spend the same points, and nobody notices.",
			Input:   fmt.Sprintf("the saved version is 2, Save at version %d", expected),
		})
		checkkit.Equal(t, []int{conflict.Expected, conflict.Actual}, []int{expected, 2}, checkkit.Told{
			Message: "The ConcurrencyError does not tell what was expected and what is saved.",
			Input:   fmt.Sprintf("the saved version is 2, Save at version %d", expected),
		})
	}
	account, version := load(t, repo, "ana")
	checkkit.Equal(t, state(account, version), "400 points, silver, version 2", checkkit.Told{
		Message: "A refused save left something behind.",
		Input:   "three saves at wrong versions, load",
	})
	mustBeConflict(t, repo.Save(context.Background(), "bo", earned("bo", "order-9", 1_000), 1), checkkit.Told{
		Message: "An account that nobody saved has version 0, and no other.",
		Input:   "nobody saved this id, Save at version 1",
	})
}

func keepsAccountsApart(t *testing.T, repo application.AccountRepository) {
	ids := []string{"ana", "ana:1", "Ana", "{ana}", "ana#1", "Zoë #7"}
	for i, id := range ids {
		save(t, repo, earned(id, "order-1", int64(i+1)*1_000), 0)
	}
	for i, id := range ids {
		account, version := load(t, repo, id)
		checkkit.Equal(t, fmt.Sprint(account.Balance(start), version), fmt.Sprint((i+1)*100, 1), checkkit.Told{
			Message: "Accounts get mixed up when their ids look alike or hold special characters.",
			Input:   fmt.Sprintf("six accounts saved, Load %q: balance, version", id),
		})
	}
}

func handsOutCopies(t *testing.T, repo application.AccountRepository) {
	saved := earned("ana", "order-1", 5_000)
	save(t, repo, saved, 0)
	mustSucceed(t, saved.Redeem("mug-1", 100, start), checkkit.Told{Message: "A saved account has lost its points."})
	account, _ := load(t, repo, "ana")
	mustSucceed(t, account.Redeem("mug-2", 100, start), checkkit.Told{Message: "A loaded account has no points."})
	account, version := load(t, repo, "ana")
	checkkit.Equal(t, state(account, version), "500 points, silver, version 1", checkkit.Told{
		Message: "Changing an account changes what is stored, although nobody saved it. A command that fails half-way leaves its marks.",
		Input:   "save, redeem on that account, load, redeem on that one, load again",
	})
}

func survivesARestart(t *testing.T) {
	log := infrastructure.NewMemoryEventLog()
	save(t, infrastructure.NewEventStoreAccountRepository(log), earned("ana", "order-1", 5_000), 0)
	account, version := load(t, infrastructure.NewEventStoreAccountRepository(log), "ana")
	checkkit.Equal(t, state(account, version), "500 points, silver, version 1", checkkit.Told{
		Message: "Another instance of the service does not find the account in the log that both share.",
		Input:   "save through one repository, load through another one on the same log",
	})
}

func letsOneOfTwoWin(t *testing.T) {
	everyInterleaving(t, func(t *testing.T, s *schedule) {
		log := infrastructure.NewMemoryEventLog()
		var lock sync.Mutex
		winners := 0
		saveAs := func(client string) func() {
			return func() {
				turn := gate{before: func() error { s.turn(client); return nil }}
				repo := infrastructure.NewEventStoreAccountRepository(gatedLog{turn, log})
				if repo.Save(context.Background(), "ana", earned("ana", "order-"+client, 1_000), 0) == nil {
					lock.Lock()
					defer lock.Unlock()
					winners++
				}
			}
		}
		s.race(map[string]func(){"A": saveAs("A"), "B": saveAs("B")})
		_, version := load(t, infrastructure.NewEventStoreAccountRepository(log), "ana")
		checkkit.Equal(t, []int{winners, version}, []int{1, 1}, checkkit.Told{
			Message: "Two instances save at the same version at the same time, and not exactly one of them wins. Compare and write in one atomic step.",
			Input:   "A and B save at version 0; calls to the log in the order " + s.shown() + ": saves that succeeded, version",
		})
	})
}

// servesManyAtOnce gives the race detector something to look at.
func servesManyAtOnce(t *testing.T, repo application.AccountRepository) {
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			id := fmt.Sprint("customer-", i)
			_ = repo.Save(context.Background(), id, earned(id, "order-1", 1_000), 0)
			_, _, _ = repo.Load(context.Background(), id)
		})
	}
	all.Wait()
	for i := range 8 {
		account, version := load(t, repo, fmt.Sprint("customer-", i))
		checkkit.Equal(t, state(account, version), "100 points, bronze, version 1", checkkit.Told{
			Message: "A repository that eight goroutines use at once loses accounts.",
			Input:   "eight goroutines save and load eight accounts",
		})
	}
}

func earned(id, txID string, amountMinor int64) *domain.Account {
	account := domain.NewAccount(id)
	if err := account.Earn(txID, amountMinor, start); err != nil {
		panic(err)
	}
	return account
}

func save(t *testing.T, repo application.AccountRepository, account *domain.Account, expectedVersion int) {
	t.Helper()
	mustSucceed(t, repo.Save(context.Background(), account.ID(), account, expectedVersion), checkkit.Told{
		Message: "A save at the right version fails.",
		Input:   fmt.Sprintf("Save %q at version %d", account.ID(), expectedVersion),
	})
}

func load(t *testing.T, repo application.AccountRepository, id string) (*domain.Account, int) {
	t.Helper()
	account, version, err := repo.Load(context.Background(), id)
	mustSucceed(t, err, checkkit.Told{Message: "A saved account is not found again.", Input: fmt.Sprintf("Load %q", id)})
	if account == nil {
		checkkit.Fail(t, checkkit.Told{Message: "Load returns neither an account nor an error.", Input: fmt.Sprintf("Load %q", id)})
	}
	return account, version
}

func state(account *domain.Account, version int) string {
	return fmt.Sprintf("%d points, %s, version %d", account.Balance(start), account.Tier(start), version)
}
