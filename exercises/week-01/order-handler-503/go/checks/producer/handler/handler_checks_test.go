package handler_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checkkit.Run(t, checkkit.Checks{
		"accepts-orders":             acceptsOrders,
		"waits-for-the-broker":       waitsForTheBroker,
		"invalid-orders-are-refused": invalidOrdersAreRefused,
		"open-is-503":                openIs503,
		"failures-are-502-or-504":    failuresAre502Or504,
		"finds-the-cause":            findsTheCause,
		"is-not-fooled-by-text":      isNotFooledByText,
		"spreads-retries":            spreadsRetries,
	})
}
