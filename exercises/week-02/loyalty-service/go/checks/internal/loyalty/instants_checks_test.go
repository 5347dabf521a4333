package loyalty_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
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
	if !slices.Contains(possible, result) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "What is returned is not the state at one instant, that of the event if there is one.",
			Input:    restless(call),
			Expected: strings.Join(possible, " or "),
			Actual:   result,
		})
	}
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
		act := func() (string, error) {
			if call == "earn" {
				result, err := b.earn("o-1", 50, "ana")
				return fmt.Sprint(result.Balance, " ", result.Tier), err
			}
			result, err := b.redeem("r-1", 1, "ana")
			return fmt.Sprint(result.Balance), err
		}
		b.accounts.saveElsewhere(expiring(turn)...)
		b.accounts.onNextSaves(conflicts, func(save int) {
			other := given(int64(save), fmt.Sprint("other-", save))
			other.At = oddly.Add(-time.Second)
			b.accounts.saveElsewhere(other)
		})
		result, err := act()
		mustSucceed(t, err, restless(call))
		history := b.accounts.histories["ana"]
		at := instantOf(history[len(history)-1])
		if !slices.ContainsFunc(clock.shown, at.Equal) {
			checkkit.Fail(t, checkkit.Told{
				Message:  "The saved event does not carry an instant that the clock has shown.",
				Input:    restless(call),
				Expected: fmt.Sprint("one of ", clock.shown),
				Actual:   fmt.Sprint(at),
			})
		}
		isOfOneInstant(t, call, result, history, []time.Time{at})
		again, err := act()
		mustSucceed(t, err, restless(call+" again"))
		isOfOneInstant(t, call+" again", again, history, clock.shown)
		carriesAnInstantOfItsCall(t, b, clock, call)
	}
}

// carriesAnInstantOfItsCall: the event of a second call carries an instant that the clock showed during it.
func carriesAnInstantOfItsCall(t *testing.T, b *bench, clock *restlessClock, call string) {
	t.Helper()
	before := len(clock.shown)
	var err error
	if call == "earn" {
		_, err = b.earn("o-2", 50, "ana")
	} else {
		_, err = b.redeem("r-2", 1, "ana")
	}
	mustSucceed(t, err, restless(call+", then another one"))
	history := b.accounts.histories["ana"]
	if at := instantOf(history[len(history)-1]); !slices.ContainsFunc(clock.shown[before:], at.Equal) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The event of a second call does not carry an instant that the clock showed during it.",
			Input:    restless(call + ", then another one"),
			Expected: fmt.Sprint("one of ", clock.shown[before:]),
			Actual:   fmt.Sprint(at),
		})
	}
}

func instantOf(event domain.Event) time.Time {
	switch event := event.(type) {
	case domain.PointsEarned:
		return event.At
	case domain.PointsRedeemed:
		return event.At
	case domain.PurchaseReversed:
		return event.At
	case domain.EarningFlagged:
		return event.At
	}
	return time.Time{}
}
