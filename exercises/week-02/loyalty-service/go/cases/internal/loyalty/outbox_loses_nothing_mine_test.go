// The broker is down when Ana's order is paid. It is back when Ben's order reaches another instance.
// Set a breakpoint where your OutboxPublisher sends: what is waiting, and what is taken out if Produce fails?

package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/infrastructure"
)

// outboxLosesNothing is a store that all instances share, with a broker and a clock.
type outboxLosesNothing struct {
	infrastructure.EventLog
	isDown bool
	heard  []string
}

func (o *outboxLosesNothing) Produce(_ context.Context, messages []infrastructure.Message) error {
	if o.isDown {
		return errors.New("broker is down")
	}
	for _, message := range messages {
		o.heard = append(o.heard, message.Key)
	}
	return nil
}

func (*outboxLosesNothing) Now() time.Time { return time.Unix(1_000_000, 0) }

func TestMineOutboxLosesNothing(t *testing.T) {
	shared := &outboxLosesNothing{EventLog: infrastructure.NewMemoryEventLog(), isDown: true}
	pay := func(customer string) {
		service := loyalty.New(loyalty.Dependencies{Log: shared, Broker: shared, Clock: shared})
		order := loyalty.OrderPaid{OrderID: "order of " + customer, CustomerID: customer, AmountMinor: 1_000}
		if err := service.OnOrderPaid(t.Context(), order); err != nil {
			t.Errorf("the order of %s: got the error %v, want nil", customer, err)
		}
	}

	pay("ana")
	shared.isDown = false
	pay("ben")
	slices.Sort(shared.heard)
	if got := fmt.Sprint(shared.heard); got != "[ana ben]" {
		t.Errorf("the customers of whom the broker has heard: got %s, want [ana ben]", got)
	}
}
