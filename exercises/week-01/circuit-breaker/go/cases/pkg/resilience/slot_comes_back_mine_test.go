// The probe ends in an unusual way. Whatever that was, 30 s later the next customer must be let through.
// Set a breakpoint where your Execute gives a slot back: does the probe get there?

package resilience_test

import (
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMineSlotComesBack(t *testing.T) {
	errDown, errCancelled := errors.New("connection refused"), errors.New("the customer closed the app")
	isFailure := func(err error) bool { return err != errCancelled }
	probes := map[string]func() error{
		"returned an ignored error": func() error { return errCancelled },
		"panicked":                  func() error { panic("bad connection") },
		"ended its goroutine":       func() error { runtime.Goexit(); return nil },
	}

	for how, probe := range probes {
		synctest.Test(t, func(t *testing.T) {
			breaker := resilience.NewCircuitBreaker(1, 30*time.Second, resilience.WithIsFailure(isFailure))
			breaker.Execute(func() error { return errDown })
			time.Sleep(30 * time.Second) // the time of this test is not real: it costs nothing
			go func() {
				defer func() { _ = recover() }()
				breaker.Execute(probe)
			}()
			synctest.Wait()

			time.Sleep(30 * time.Second)
			if err := breaker.Execute(func() error { return nil }); err != nil {
				t.Errorf("what the next customer gets after a probe that %s: got %v, want nil", how, err)
			}
		})
	}
}
