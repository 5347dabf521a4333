package loyalty_test

import (
	"fmt"
	"testing"
	"time"

	"go-coffee/internal/loyalty/domain"
)

const day = 24 * time.Hour

// earned is a new account with one purchase.
func earned(id, txID string, amountMinor int64) *domain.Account {
	account := domain.NewAccount(id)
	if err := account.Earn(txID, amountMinor, start); err != nil {
		panic(err)
	}
	return account
}

// live lets an account live from one day until another: an order on each day, on every second a redemption, on every
// fifth a reversal.
func live(t *testing.T, account *domain.Account, from, to int) {
	t.Helper()
	input := fmt.Sprintf("days %d to %d of an account that was loaded", from, to)
	must := func(err error) {
		t.Helper()
		mustSucceed(t, err, input)
	}
	for today := from; today < to; today++ {
		at := start.Add(time.Duration(today) * day)
		must(account.Earn(fmt.Sprint("o", today), int64(100*(1+today%7)), at))
		if today%2 == 1 {
			must(account.Redeem(fmt.Sprint("r", today), 5, at.Add(time.Minute)))
		}
		if today%5 == 4 {
			must(account.Reverse(fmt.Sprint("o", today-2), at.Add(2*time.Minute)))
		}
		for more := 0; today == 3 && more < 6; more++ {
			must(account.Earn(fmt.Sprint("o3-", more), 100, at))
		}
	}
}

// seen is what can be seen of an account that has lived until a day: some of its future, and how many of its commands it
// does not know.
func seen(account *domain.Account, until int) string {
	told := ""
	for month := range 14 {
		at := start.Add(time.Duration(until+30*month) * day)
		told += fmt.Sprint(account.Balance(at), " ", account.Tier(at), ", ")
	}
	before := len(account.Uncommitted())
	at := start.Add(time.Duration(until) * day)
	for today := range until {
		_ = account.Earn(fmt.Sprint("o", today), 100, at)
		if today%2 == 1 {
			_ = account.Redeem(fmt.Sprint("r", today), 1, at)
		}
	}
	return fmt.Sprint(told, len(account.Uncommitted())-before, " unknown")
}
