// One order ends well, one with an error that the order handler compares. Both must arrive as they are.
// Set a breakpoint where your Execute returns what fn returned: is it the same error?

package resilience_test

import (
	"errors"
	"testing"
	"time"

	"go-coffee/pkg/resilience"
)

func TestMinePassesResultsThrough(t *testing.T) {
	breaker := resilience.NewCircuitBreaker(3, 30*time.Second)
	errSoldOut := errors.New("no oat milk left")

	if err := breaker.Execute(func() error { return nil }); err != nil {
		t.Fatalf("what Ana gets, whose order ended well: got %v, want nil", err)
	}
	if err := breaker.Execute(func() error { return errSoldOut }); err != errSoldOut {
		t.Fatalf("what Ben gets, whose fn returned an error: got %T (%v), want the very error %v", err, err, errSoldOut)
	}
}
