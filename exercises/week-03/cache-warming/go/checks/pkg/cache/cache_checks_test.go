package cache_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checks := checkkit.Checks{
		"warms-what-is-missing": warmsWhatIsMissing,
		"most-popular-first":    mostPopularFirst,
		"keeps-the-places-busy": keepsThePlacesBusy,
		"tells-what-failed":     tellsWhatFailed,
		"ttls-are-spread":       ttlsAreSpread,
		"newer-stays":           newerStays,
		"each-item-once":        eachItemOnce,
		"stops-when-told":       stopsWhenTold,
	}
	for id, check := range checks {
		checks[id] = func(t *testing.T) { checkkit.LeavableBubble(t, check) }
	}
	checkkit.Run(t, checks)
}
