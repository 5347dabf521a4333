// The broker is down and the breaker open. Ana's order must not be sent, and her handler must see why.
// Set a breakpoint where your Execute decides who may call: what does it do, and return, while open?

package resilience_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineRejectsWhileOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		breaker := resilience.NewCircuitBreaker(1, 30*time.Second)
		breaker.Execute(func() error { return errors.New("connection refused") })

		sent := 0
		err := breaker.Execute(func() error { sent++; return nil })
		if sent != 0 {
			t.Fatalf("how many orders were sent while the breaker is open: got %d, want 0", sent)
		}
		var open *resilience.OpenError
		if !errors.As(err, &open) || !errors.Is(err, resilience.ErrCircuitOpen) {
			t.Fatalf("what Ana's handler gets: got %T (%v), want an *OpenError that is ErrCircuitOpen", err, err)
		}
	})
}
