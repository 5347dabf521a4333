package loyalty_test

import (
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checkkit.Run(t, checkkit.Checks{
		"dependency-rule":        checkDependencyRule,
		"no-hidden-inputs":       checkNoHiddenInputs,
		"earn-on-doubles":        bubbled(checkEarnOnDoubles),
		"redeem-on-doubles":      bubbled(checkRedeemOnDoubles),
		"balance-on-doubles":     bubbled(checkBalanceOnDoubles),
		"save-before-publish":    bubbled(checkSaveBeforePublish),
		"retry-reloads":          bubbled(checkRetryReloads),
		"retry-bounded":          checkRetryBounded,
		"publisher-failure":      bubbled(checkPublisherFailure),
		"in-memory-repository":   checkInMemoryRepository,
		"event-store-repository": checkEventStoreRepository,
		"http-routes":            bubbled(checkHTTPRoutes),
		"http-bad-input":         bubbled(checkHTTPBadInput),
		"http-errors":            bubbled(checkHTTPErrors),
		"http-unexpected":        bubbled(checkHTTPUnexpected),
		"http-dto":               bubbled(checkHTTPDTO),
		"read-your-writes":       bubbled(checkReadYourWrites),
		"order-paid-once":        checkOrderPaidOnce,
		"order-paid-failure":     bubbled(checkOrderPaidFailure),
		"redeem-race":            checkRedeemRace,
		"outbox-loses-nothing":   bubbled(checkOutboxLosesNothing),
		"outbox-race":            checkOutboxRace,
		"crash-loses-nothing":    bubbled(checkCrashLosesNothing),
	})
}

// bubbled runs a check under a virtual clock, so that a call which waits for something that never comes is found out.
// What a solution left to finish on its own gets the time to do so.
func bubbled(check func(t *testing.T)) func(t *testing.T) {
	return func(t *testing.T) {
		checkkit.Bubble(t, func(t *testing.T) {
			defer time.Sleep(time.Second)
			check(t)
		})
	}
}
