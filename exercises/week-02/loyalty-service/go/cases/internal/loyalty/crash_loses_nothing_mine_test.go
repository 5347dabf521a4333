// An instance dies in the middle of Ana's order, after 0, 1, 2… calls to log and broker. Another one gets the message.
// Set a breakpoint at each of your calls to the log and the broker: what is lost if this one is the last?

package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// crashLosesNothing is the way of one instance to the store and the broker. It is cut off after a number of calls.
type crashLosesNothing struct {
	infrastructure.EventLog
	callsLeft int
	heard     map[string]bool
}

func (c *crashLosesNothing) call() error {
	c.callsLeft--
	if c.callsLeft < 0 {
		return errors.New("this instance is dead")
	}
	return nil
}

func (c *crashLosesNothing) Read(ctx context.Context, stream string) ([]infrastructure.Record, error) {
	if err := c.call(); err != nil {
		return nil, err
	}
	return c.EventLog.Read(ctx, stream)
}

func (c *crashLosesNothing) Append(ctx context.Context, stream string, events []domain.Event, expected int) error {
	if err := c.call(); err != nil {
		return err
	}
	return c.EventLog.Append(ctx, stream, events, expected)
}

func (c *crashLosesNothing) Waiting(ctx context.Context) ([]infrastructure.Record, error) {
	if err := c.call(); err != nil {
		return nil, err
	}
	return c.EventLog.Waiting(ctx)
}

func (c *crashLosesNothing) Confirm(ctx context.Context, ids []string) error {
	if err := c.call(); err != nil {
		return err
	}
	return c.EventLog.Confirm(ctx, ids)
}

func (c *crashLosesNothing) Produce(_ context.Context, messages []infrastructure.Message) error {
	if err := c.call(); err != nil {
		return err
	}
	for _, message := range messages {
		c.heard[message.Key] = true
	}
	return nil
}

func (*crashLosesNothing) Now() time.Time { return time.Unix(1_000_000, 0) }

func TestMineCrashLosesNothing(t *testing.T) {
	ana := loyalty.OrderPaid{OrderID: "1", CustomerID: "ana", AmountMinor: 1_000}
	ben := loyalty.OrderPaid{OrderID: "2", CustomerID: "ben", AmountMinor: 1_000}
	for calls := range 6 {
		log, heard := infrastructure.NewMemoryEventLog(), map[string]bool{}
		start := func(callsLeft int) *loyalty.Service {
			way := &crashLosesNothing{log, callsLeft, heard}
			return loyalty.New(loyalty.Dependencies{Log: way, Broker: way, Clock: way})
		}
		start(calls).OnOrderPaid(t.Context(), ana)

		healthy := start(1_000)
		if err := errors.Join(healthy.OnOrderPaid(t.Context(), ana), healthy.OnOrderPaid(t.Context(), ben)); err != nil {
			t.Errorf("the orders on a healthy instance: got the error %v, want nil", err)
		}
		if got := fmt.Sprint(slices.Sorted(maps.Keys(heard))); got != "[ana ben]" {
			t.Errorf("the customers of whom the broker has heard, after a crash at call %d: got %s, want [ana ben]", calls+1, got)
		}
	}
}
