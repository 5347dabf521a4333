// After it opened, somebody orders every 10 seconds. The timeout of 30 seconds still ends after 30 seconds.
// Set a breakpoint where your Execute rejects a call: does it change anything before it returns?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineRejectionsChangeNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		breaker.Execute(func() error { return errors.New("connection refused") })

		sent := []string{}
		for _, order := range []string{"after 10 s", "after 20 s", "after 30 s"} {
			time.Sleep(10 * time.Second) // the time of this test is not real: it costs nothing
			breaker.Execute(func() error { sent = append(sent, order); return nil })
		}
		if len(sent) != 1 || sent[0] != "after 30 s" {
			t.Fatalf("the orders that were sent: got %q, want [\"after 30 s\"]", sent)
		}
	})
}
