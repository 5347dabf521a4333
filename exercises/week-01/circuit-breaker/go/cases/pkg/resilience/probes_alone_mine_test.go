// The timeout is over, one caller is let through as the probe and hangs, and two others come.
// Set a breakpoint where your Execute decides who may call, and step: what does the second caller find?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineProbesAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		breaker.Execute(func() error { return errors.New("down") })
		time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing

		answer := make(chan struct{})
		reached := 0
		probe := func() error {
			reached++
			<-answer
			return nil
		}
		go breaker.Execute(probe)
		synctest.Wait()

		rejected := 0
		for range 2 {
			go func() {
				if errors.Is(breaker.Execute(probe), resilience.ErrCircuitOpen) {
					rejected++
				}
			}()
			synctest.Wait()
		}
		if reached != 1 || rejected != 2 {
			t.Errorf("while the probe hangs: %d calls reached the service and %d were rejected at once, want 1 and 2", reached, rejected)
		}
		close(answer)
	})
}
