package loyalty_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkRedeemRace(t *testing.T) {
	everyInterleaving(t, lastPoints)
	everyInterleaving(t, sameRedemptionTwice)
}

func lastPoints(t *testing.T, s *schedule) {
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	calm := instance(log, broker)
	deliver(t, calm, paid("order-1", "ana", 1_000))
	statuses := raceToRedeem(s, log, map[string]string{
		"A": `{"redemptionId":"mug-1","points":100}`,
		"B": `{"redemptionId":"mug-2","points":100}`,
	})
	input := "balance 100; A and B redeem 100 each; calls to the log in the order " + s.shown()
	if count(statuses, 200) != 1 || count(statuses, 200, 409, 422) != 2 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The last 100 points buy two rewards, or none.",
			Input:    input,
			Expected: "one 200, and one 409 or 422",
			Actual:   fmt.Sprint(statuses),
		})
	}
	deliver(t, calm, paid("order-2", "ana", 1_000))
	checkkit.Equal(t, shownBalance(t, calm, "ana"), "100", checkkit.Told{
		Message: "More points were spent than there were: the next purchase only pays the debt.",
		Input:   input + "; then another purchase brings 100 points",
	})
}

func sameRedemptionTwice(t *testing.T, s *schedule) {
	log, broker := infrastructure.NewMemoryEventLog(), &fakeBroker{}
	calm := instance(log, broker)
	deliver(t, calm, paid("order-1", "ana", 3_000))
	same := `{"redemptionId":"mug-1","points":100}`
	statuses := raceToRedeem(s, log, map[string]string{"A": same, "B": same})
	input := "balance 300; A and B send the same redemption of 100; calls to the log in the order " + s.shown()
	if count(statuses, 200) == 0 || count(statuses, 200, 409) != 2 {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A redemption that a client sends twice is refused, although it holds.",
			Input:    input,
			Expected: "two 200, or one 200 and one 409",
			Actual:   fmt.Sprint(statuses),
		})
	}
	checkkit.Equal(t, shownBalance(t, calm, "ana"), "200", checkkit.Told{
		Message: "A redemption that a client sends twice is paid twice.",
		Input:   input,
	})
}

// raceToRedeem sends each body from an instance of its own, and returns the statuses in the order of arrival.
func raceToRedeem(s *schedule, log infrastructure.EventLog, bodies map[string]string) []int {
	var lock sync.Mutex
	var statuses []int
	clients := map[string]func(){}
	for name, body := range bodies {
		clients[name] = func() {
			service := instance(gatedLog{turnOf(s, name), log}, &fakeBroker{})
			recorder := httptest.NewRecorder()
			service.ServeHTTP(recorder, httptest.NewRequest("POST", "/loyalty/ana/redeem", strings.NewReader(body)))
			lock.Lock()
			defer lock.Unlock()
			statuses = append(statuses, recorder.Code)
		}
	}
	s.race(clients)
	return statuses
}

func count(statuses []int, wanted ...int) int {
	found := 0
	for _, status := range statuses {
		for _, one := range wanted {
			if status == one {
				found++
			}
		}
	}
	return found
}
