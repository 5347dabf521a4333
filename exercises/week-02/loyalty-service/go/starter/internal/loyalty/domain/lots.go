package domain

import (
	"slices"
	"time"
)

const year = 365 * 24 * time.Hour

// lot holds the points of one purchase.
type lot struct {
	txID     string
	at       time.Time
	earned   int64
	unspent  int64
	reversed bool
}

// lots holds the points of an account, purchase by purchase. A lot counts for 365 days: at the very instant at+365 days
// it no longer does, neither for the balance nor for the tier. Nothing in here refuses anything: it only keeps the books.
type lots struct {
	all []*lot
	// debt counts points that were spent and had to be taken back later. The next purchases pay for them.
	debt int64
}

func (l *lots) find(txID string) *lot {
	for _, lot := range l.all {
		if lot.txID == txID {
			return lot
		}
	}
	return nil
}

func (l *lots) add(txID string, points int64, at time.Time) {
	repaid := min(l.debt, points)
	l.debt -= repaid
	l.all = append(l.all, &lot{txID: txID, at: at, earned: points, unspent: points - repaid})
	slices.SortStableFunc(l.all, func(a, b *lot) int { return a.at.Compare(b.at) })
}

// spend takes points from the oldest lots first. What the lots do not cover becomes debt.
func (l *lots) spend(points int64, at time.Time) {
	for _, lot := range l.liveAt(at) {
		taken := min(lot.unspent, points)
		lot.unspent -= taken
		points -= taken
	}
	l.debt += points
}

// reverse removes a purchase. Its points that were already spent are taken from the other lots.
func (l *lots) reverse(txID string, at time.Time) {
	lot := l.find(txID)
	if lot == nil || lot.reversed {
		return
	}
	spent := lot.earned - lot.unspent
	lot.unspent = 0
	lot.reversed = true
	l.spend(spent, at)
}

func (l *lots) balance(at time.Time) int64 {
	var unspent int64
	for _, lot := range l.liveAt(at) {
		unspent += lot.unspent
	}
	return max(0, unspent-l.debt)
}

// earnedInYear is the points earned in the 365 days before at, spent or not.
func (l *lots) earnedInYear(at time.Time) int64 {
	var earned int64
	for _, lot := range l.liveAt(at) {
		earned += lot.earned
	}
	return earned
}

func (l *lots) countSince(start time.Time) int {
	count := 0
	for _, lot := range l.all {
		if lot.at.After(start) {
			count++
		}
	}
	return count
}

func (l *lots) liveAt(at time.Time) []*lot {
	var live []*lot
	for _, lot := range l.all {
		if !lot.reversed && at.Before(lot.at.Add(year)) {
			live = append(live, lot)
		}
	}
	return live
}
