package loyalty_test

import (
	"testing"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkRedeemRace(t *testing.T) {
	everyRace(t, redeemsTheLast)
	everyRace(t, paysOnce)
}

// redeemsTheLast lets each client redeem the last 100 points with a redemption of its own.
func redeemsTheLast(t *testing.T, race racing) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	mustPay(t, calm, paid("order-1", "ana", 1_000))
	statuses, how := race(log, nil, func(service *loyalty.Service, client string) string { return redeem(service, "mug-"+client) })
	input := "balance 100; each client redeems 100 points, as different rewards: " + how
	mustBe(t, count(statuses, "200") == 1 && count(statuses, "200", "409", "422") == len(statuses),
		"Not exactly one of the requests gets 200, and the others 409 or 422.", input, "one 200, else 409 or 422", statuses)
	left := balanceOf(calm, "ana")
	mustPay(t, calm, paid("order-2", "ana", 1_000))
	equalf(t, left+", "+balanceOf(calm, "ana"), "0, 100", "Not exactly 100 points were spent.",
		input+"; then an order brings 100 points: balance before and after it")
}

// paysOnce lets each client send the same redemption of 100 points; the balance is 300.
func paysOnce(t *testing.T, race racing) {
	t.Helper()
	log := infrastructure.NewMemoryEventLog()
	calm := instance(log, &fakeBroker{})
	mustPay(t, calm, paid("order-1", "ana", 3_000))
	statuses, how := race(log, nil, func(service *loyalty.Service, _ string) string { return redeem(service, "mug-1") })
	input := "balance 300; each client redeems 100 points, all as mug-1: " + how
	mustBe(t, count(statuses, "200") > 0 && count(statuses, "200", "409") == len(statuses),
		"A redemption that is sent several times gets another status than 200 or 409, or never 200.", input, "200 or 409, at least one 200", statuses)
	equalf(t, balanceOf(calm, "ana"), "200", "A redemption that is sent several times is not paid once.", input+": balance afterwards")
}

func count(outcomes map[string]string, wanted ...string) int {
	found := 0
	for _, outcome := range outcomes {
		for _, one := range wanted {
			if outcome == one {
				found++
			}
		}
	}
	return found
}
