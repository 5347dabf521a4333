package domain

import "time"

// Event is something that happened to a loyalty account: a fact, which holds what was decided (the points, the instant)
// and never what it was decided from. So a history reads the same after the rules change.
type Event interface {
	// Name tells the kind of event, for example PointsEarned.
	Name() string
	// Account is the id of the account that it happened to.
	Account() string
}

// PointsEarned says that a paid order brought points. TxID is the order's id.
type PointsEarned struct {
	AccountID   string
	TxID        string
	AmountMinor int64
	Points      int64
	At          time.Time
}

// PointsRedeemed says that points were exchanged for a reward.
type PointsRedeemed struct {
	AccountID    string
	RedemptionID string
	Points       int64
	At           time.Time
}

// PurchaseReversed says that an order was paid back, so its points are taken back.
type PurchaseReversed struct {
	AccountID string
	TxID      string
	At        time.Time
}

// EarningFlagged says that there were more purchases in one hour than one person makes. The points count; somebody
// should look.
type EarningFlagged struct {
	AccountID       string
	TxID            string
	EarnsInLastHour int
	At              time.Time
}

func (PointsEarned) Name() string     { return "PointsEarned" }
func (PointsRedeemed) Name() string   { return "PointsRedeemed" }
func (PurchaseReversed) Name() string { return "PurchaseReversed" }
func (EarningFlagged) Name() string   { return "EarningFlagged" }

func (e PointsEarned) Account() string     { return e.AccountID }
func (e PointsRedeemed) Account() string   { return e.AccountID }
func (e PurchaseReversed) Account() string { return e.AccountID }
func (e EarningFlagged) Account() string   { return e.AccountID }
