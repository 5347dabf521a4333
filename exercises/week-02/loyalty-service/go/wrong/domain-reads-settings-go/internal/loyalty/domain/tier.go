// Marketing wants to change the bonus without a release, so the domain reads it from the environment. The rules about
// points now depend on the machine they run on: no test sees what production does, and yesterday's purchase is worth
// something else after a restart.

package domain

import (
	"fmt"
	"os"
	"strconv"
)

// Tier is a customer's standing.
type Tier string

const (
	Bronze Tier = "bronze"
	Silver Tier = "silver"
	Gold   Tier = "gold"
)

// tiers lists, from highest to lowest, the points earned in a year that a tier asks for, and what it multiplies points
// by, in percent.
var tiers = [...]struct {
	tier    Tier
	from    int64
	percent int64
}{
	{Gold, 2_000, 150},
	{Silver, 500, 125},
	{Bronze, 0, 100},
}

const pointsPerDollar = 10

// TierFor is the tier of a customer who earned this many points in the last 365 days.
func TierFor(earnedInYear int64) Tier {
	for _, candidate := range tiers {
		if earnedInYear >= candidate.from {
			return candidate.tier
		}
	}
	return Bronze
}

// PointsFor gives the points for a purchase: 10 for each whole dollar, times the tier's multiplier, rounded down once at
// the end.
func PointsFor(amountMinor int64, tier Tier) (int64, error) {
	if amountMinor < 0 {
		return 0, fmt.Errorf("%w: %d cents", ErrInvalidAmount, amountMinor)
	}
	wholeDollars := amountMinor / 100
	return wholeDollars * pointsPerDollar * percentOf(tier) / 100, nil
}

func percentOf(tier Tier) int64 {
	if bonus, err := strconv.ParseInt(os.Getenv("LOYALTY_BONUS_PERCENT"), 10, 64); err == nil {
		return bonus
	}
	for _, candidate := range tiers {
		if candidate.tier == tier {
			return candidate.percent
		}
	}
	return 100
}
