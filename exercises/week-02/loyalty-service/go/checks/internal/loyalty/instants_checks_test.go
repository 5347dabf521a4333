package loyalty_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/loyalty/domain"
)

const year = 365 * 24 * time.Hour

// oddly is an instant that is not a whole second, millisecond or microsecond.
var oddly = start.Add(123*time.Millisecond + 456_789)

func restless(call string) string {
	return call + "; points expire in each millisecond, and the clock shows one millisecond more with each look"
}

// expiring is 40 purchases, of which one expires in each millisecond after start. The tier goes down turn looks later.
func expiring(turn int) []domain.Event {
	base := given(int64(100+10*turn), "base")
	base.At = oddly.Add(-time.Second)
	events := []domain.Event{base}
	for k := range 40 {
		lot := given(10, fmt.Sprint("lot-", k))
		lot.At = oddly.Add(-year + time.Duration(k+1)*time.Millisecond)
		events = append(events, lot)
	}
	return events
}

// isOfOneInstant checks that what is returned is true at one of these instants.
func isOfOneInstant(t *testing.T, call, result string, history []domain.Event, at []time.Time) {
	t.Helper()
	account := domain.Replay("ana", history)
	possible := []string{}
	for _, instant := range at {
		one := fmt.Sprint(account.Balance(instant))
		if strings.Contains(result, " ") {
			one += fmt.Sprint(" ", account.Tier(instant))
		}
		possible = append(possible, one)
	}
	mustBe(t, slices.Contains(possible, result), "What is returned is not the state at one instant, that of the event if there is one.",
		restless(call), strings.Join(possible, " or "), result)
}

// readsAtOneInstant: balance and tier belong together.
func readsAtOneInstant(t *testing.T) {
	for turn := range 5 {
		clock := &restlessClock{start: oddly}
		b := newBenchAt(clock)
		b.accounts.saveElsewhere(expiring(turn)...)
		view, err := b.read("ana")
		mustSucceed(t, err, restless("read"))
		isOfOneInstant(t, "read", fmt.Sprint(view.Balance, " ", view.Tier), b.accounts.histories["ana"], clock.shown)
	}
}

// decidesAtOneInstant: one instant for what is saved and what is returned, with a first and with a later try, and for a
// repeat.
func decidesAtOneInstant(t *testing.T, call string, conflicts int) {
	for turn := range 5 {
		clock := &restlessClock{start: oddly}
		b := newBenchAt(clock)
		act := func(id string) string {
			if call == "redeem" {
				result, err := b.redeem(id, 1, "ana")
				mustSucceed(t, err, restless(call+" "+id))
				return fmt.Sprint(result.Balance)
			}
			result, err := b.earn(id, 50, "ana")
			mustSucceed(t, err, restless(call+" "+id))
			return fmt.Sprint(result.Balance, " ", result.Tier)
		}
		b.accounts.saveElsewhere(expiring(turn)...)
		b.accounts.onNextSaves(conflicts, func(save int) {
			other := given(int64(save), fmt.Sprint("other-", save))
			other.At = oddly.Add(-time.Second)
			b.accounts.saveElsewhere(other)
		})
		result := act("o-1")
		history := b.accounts.histories["ana"]
		at := instantOf(history[len(history)-1])
		wasShown(t, at, clock.shown, call)
		isOfOneInstant(t, call, result, history, []time.Time{at})
		isOfOneInstant(t, call+" again", act("o-1"), history, clock.shown)
		before := len(clock.shown)
		act("o-2")
		history = b.accounts.histories["ana"]
		wasShown(t, instantOf(history[len(history)-1]), clock.shown[before:], call+", then another one")
	}
}

// wasShown: the event of a call carries an instant that the clock showed during it.
func wasShown(t *testing.T, at time.Time, shown []time.Time, call string) {
	t.Helper()
	mustBe(t, slices.ContainsFunc(shown, at.Equal), "The event does not carry an instant that the clock showed during its call.",
		restless(call), fmt.Sprint("one of ", shown), at)
}

func instantOf(event domain.Event) time.Time {
	at, _ := time.Parse(time.RFC3339Nano, fmt.Sprint(fieldsOf(event)["At"]))
	return at
}
