package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/infrastructure"
)

func over(log infrastructure.EventLog) application.AccountRepository {
	return infrastructure.NewEventStoreAccountRepository(log)
}

func checkInMemoryRepository(t *testing.T) {
	create := func() application.AccountRepository { return infrastructure.NewInMemoryAccountRepository() }
	checkkit.Bubble(t, func(t *testing.T) {
		keepsTheContract(t, create)
		save(t, create(), earned("ana", "order-1", 5_000), 0)
		mustBeUnknown(t, create(), "ana", "save through one repository in memory, load through another one")
	})
	servesManyAtOnce(t, create())
}

func checkEventStoreRepository(t *testing.T) {
	create := func() application.AccountRepository { return over(infrastructure.NewMemoryEventLog()) }
	checkkit.Bubble(t, func(t *testing.T) {
		keepsTheContract(t, create)
		seesWhatOthersSaved(t)
		savesAllOrNone(t)
	})
	letsOneWin(t)
	letsDifferentAccountsPass(t)
	servesManyAtOnce(t, create())
}

func seesWhatOthersSaved(t *testing.T) {
	log := infrastructure.NewMemoryEventLog()
	repos := []application.AccountRepository{over(log), over(log)}
	mustBeUnknown(t, repos[1], "ana", "Load \"ana\" on an empty log")
	for version := range 3 {
		save(t, repos[version%2], earned("ana", fmt.Sprint("order-", version), 1_000), version)
		for _, repo := range repos {
			account, found := load(t, repo, "ana")
			equalf(t, state(account, found), fmt.Sprintf("%d points, bronze, version %d", 100*(version+1), version+1),
				"A repository does not find what another one has saved in the log that both share.",
				fmt.Sprint(version+1, " saves through two repositories by turns, load through each"))
		}
	}
}

// savesAllOrNone: the log fails once, before or after any of the calls of a save of two events. Then all is well.
func savesAllOrNone(t *testing.T) {
	checkkit.EveryFault(t, checkkit.Glitch, func(process *checkkit.Process) {
		log := infrastructure.NewMemoryEventLog()
		save(t, over(log), earned("ana", "order-1", 5_000), 0)
		account, _ := load(t, over(log), "ana")
		mustSucceed(t, errors.Join(account.Redeem("mug-1", 100, start), account.Redeem("mug-2", 100, start)), "two redemptions of 100 points, balance 500")
		err := over(gatedLog{process.Gate(), log}).Save(context.Background(), "ana", account, 1)
		_, version := load(t, over(log), "ana")
		input := fmt.Sprintf("Save 2 events at version 1; %s: stored version (1 none, 3 all)", process.Story())
		mustBe(t, version == 1 || version == 3, "A part of the events was saved.", input, "1 or 3", version)
		var claimed *application.ConcurrencyError
		isConflict := errors.As(err, &claimed) && (claimed.Actual != version || version == 1)
		mustBe(t, !isConflict, "A failure of the log is told as a conflict.", input, "another error", err)
		mustBe(t, err != nil || version == 3, "A save succeeds, and its events are not stored.", input, "3", version)
	})
}

// letsOneWin: saves at the same version, on three repositories by turns, and on one that all share at once.
func letsOneWin(t *testing.T) {
	for _, version := range []int{0, 2} {
		checkkit.EveryInterleaving(t, func(t *testing.T, s *checkkit.Schedule) {
			log, saves := newLogAt(t, version), map[string]func() string{}
			for _, name := range []string{"A", "B", "C", "D", "E"} {
				saves[name] = saving(over(gatedLog{turnOf(s, name), log}), name, version)
			}
			oneHasWon(t, log, checkkit.Race(s, saves), version, "five repositories; calls to the log in the order "+s.Order())
		})
		for range 30 {
			log, saves := newLogAt(t, version), map[string]func() string{}
			repos := []application.AccountRepository{over(gatedLog{yielding(), log}), over(gatedLog{yielding(), log}), over(gatedLog{yielding(), log})}
			for name, index := range fiveClients {
				saves[name] = saving(repos[index], name, version)
			}
			oneHasWon(t, log, checkkit.AtOnce(saves), version, "three repositories, five goroutines")
		}
	}
}

func newLogAt(t *testing.T, version int) infrastructure.EventLog {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	for done := range version {
		save(t, over(log), earned("ana", fmt.Sprint("order-", done), 1_000), done)
	}
	return log
}

// saving saves an order at a version when it is called, and tells what came of it.
func saving(repo application.AccountRepository, order string, version int) func() string {
	return func() string {
		err := repo.Save(context.Background(), "ana", earned("ana", order, 1_000), version)
		var lost *application.ConcurrencyError
		switch {
		case err == nil:
			return "saved"
		case errors.As(err, &lost):
			return "conflict"
		default:
			return "another error"
		}
	}
}

func oneHasWon(t *testing.T, log infrastructure.EventLog, outcomes map[string]string, version int, how string) {
	t.Helper()
	input := fmt.Sprintf("five saves at version %d at the same time, %s", version, how)
	equalf(t, slices.Sorted(maps.Values(outcomes)), []string{"conflict", "conflict", "conflict", "conflict", "saved"},
		"Not exactly one of several saves at the same version succeeds.", input+": outcomes")
	account, found := load(t, over(log), "ana")
	equalf(t, state(account, found), fmt.Sprintf("%d points, bronze, version %d", 100*(version+1), version+1),
		"After several saves at the same version, not exactly one of them is stored.", input)
}

// letsDifferentAccountsPass: saves of different accounts do not conflict, however they mix.
func letsDifferentAccountsPass(t *testing.T) {
	for range 30 {
		log := infrastructure.NewMemoryEventLog()
		repo := over(gatedLog{yielding(), log})
		saves := map[string]func() error{}
		for name := range fiveClients {
			saves[name] = func() error { return repo.Save(context.Background(), name, earned(name, "order-1", 1_000), 0) }
		}
		checkkit.AtOnce(saves)
		for name := range fiveClients {
			_, version, _ := over(log).Load(context.Background(), name)
			equalf(t, version, 1, "Saves of different accounts at the same time disturb each other.",
				"five goroutines save five accounts at version 0 through one repository: stored version of one")
		}
	}
}

// servesManyAtOnce gives the race detector something to look at.
func servesManyAtOnce(t *testing.T, repo application.AccountRepository) {
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			id := fmt.Sprint("customer-", i%8)
			_ = repo.Save(context.Background(), id, earned(id, "order-1", 1_000), 0)
			_, _, _ = repo.Load(context.Background(), id)
			_, _, _ = repo.Load(context.Background(), "shared")
		})
	}
	all.Wait()
	for i := range 8 {
		account, version := load(t, repo, fmt.Sprint("customer-", i))
		equalf(t, state(account, version), "100 points, bronze, version 1", "A repository that many goroutines use at once loses accounts.",
			"sixteen goroutines save eight accounts, each twice at version 0, and load them")
	}
}
