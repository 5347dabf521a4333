// Package domain holds the rules about loyalty points, and nothing else: no clock, no store, no network.
package domain

import (
	"fmt"
	"slices"
	"time"
)

const unsuspiciousEarnsPerHour = 5

// Account is a customer's loyalty account: the only place that decides about points. A command (Earn, Redeem, Reverse)
// checks the rules and records events; apply alone changes state, and checks nothing, so that a history always loads.
// The account reads no clock and knows no store: the instant comes in as at, and somebody else saves what Uncommitted
// returns. An account is for one goroutine at a time.
type Account struct {
	id          string
	lots        lots
	redemptions map[string]bool
	uncommitted []Event
}

// NewAccount is an account without a history. It exists for others once its first events are saved.
func NewAccount(id string) *Account {
	return &Account{id: id, redemptions: map[string]bool{}}
}

// Replay is the account that these events add up to. It has nothing uncommitted.
func Replay(id string, events []Event) *Account {
	account := NewAccount(id)
	for _, event := range events {
		account.apply(event)
	}
	return account
}

// ID is the id of the customer whose account this is.
func (a *Account) ID() string { return a.id }

// Uncommitted returns a copy of what happened since the account was created or loaded, oldest first.
func (a *Account) Uncommitted() []Event { return slices.Clone(a.uncommitted) }

// Earn gives points for a purchase, at the tier the customer had before it. The same txID again changes nothing.
func (a *Account) Earn(txID string, amountMinor int64, at time.Time) error {
	if a.lots.find(txID) != nil {
		return nil
	}
	points, err := PointsFor(amountMinor, a.Tier(at))
	if err != nil {
		return err
	}
	a.record(PointsEarned{AccountID: a.id, TxID: txID, AmountMinor: amountMinor, Points: points, At: at})
	if earns := a.lots.countSince(at.Add(-time.Hour)); earns > unsuspiciousEarnsPerHour {
		a.record(EarningFlagged{AccountID: a.id, TxID: txID, EarnsInLastHour: earns, At: at})
	}
	return nil
}

// Redeem spends points. It fails with ErrInsufficientPoints when there are too few. The same redemptionID again changes
// nothing.
func (a *Account) Redeem(redemptionID string, points int64, at time.Time) error {
	if a.redemptions[redemptionID] {
		return nil
	}
	if points <= 0 {
		return fmt.Errorf("%w: a reward costs 1 point or more, not %d", ErrInvalidAmount, points)
	}
	if balance := a.Balance(at); points > balance {
		return fmt.Errorf("%w: %d wanted, but the balance is %d", ErrInsufficientPoints, points, balance)
	}
	a.record(PointsRedeemed{AccountID: a.id, RedemptionID: redemptionID, Points: points, At: at})
	return nil
}

// Reverse takes a purchase back. Twice is the same as once; a purchase that never was fails with ErrUnknownPurchase.
func (a *Account) Reverse(txID string, at time.Time) error {
	lot := a.lots.find(txID)
	if lot == nil {
		return fmt.Errorf("%w: %s", ErrUnknownPurchase, txID)
	}
	if !lot.reversed {
		a.record(PurchaseReversed{AccountID: a.id, TxID: txID, At: at})
	}
	return nil
}

// Balance is the points the customer can spend at this instant. It is never negative.
func (a *Account) Balance(at time.Time) int64 { return a.lots.balance(at) }

// Tier is the tier at this instant. It depends on what was earned in 365 days, so spending never lowers it.
func (a *Account) Tier(at time.Time) Tier { return TierFor(a.lots.earnedInYear(at)) }

func (a *Account) record(event Event) {
	a.apply(event)
	a.uncommitted = append(a.uncommitted, event)
}

func (a *Account) apply(event Event) {
	switch event := event.(type) {
	case PointsEarned:
		a.lots.add(event.TxID, event.Points, event.At)
	case PointsRedeemed:
		a.redemptions[event.RedemptionID] = true
		a.lots.spend(event.Points, event.At)
	case PurchaseReversed:
		a.lots.reverse(event.TxID, event.At)
	}
}
