// While one instance sends Ana's event to the broker, another one saves Ben's. Ben's is to go out with the next command.
// Set a breakpoint where your OutboxPublisher takes out what it has sent: does it take out anything else?

package loyalty_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"go-coffee/internal/loyalty"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// outboxRace is a store that all instances share, with a broker and a clock.
type outboxRace struct {
	infrastructure.EventLog
	meanwhile func()
	heard     map[string]bool
}

func (o *outboxRace) Produce(_ context.Context, messages []infrastructure.Message) error {
	if other := o.meanwhile; other != nil {
		o.meanwhile = nil
		other()
	}
	for _, message := range messages {
		o.heard[message.Key] = true
	}
	return nil
}

func (*outboxRace) Now() time.Time { return time.Unix(1_000_000, 0) }

func TestMineOutboxRace(t *testing.T) {
	shared := &outboxRace{EventLog: infrastructure.NewMemoryEventLog(), heard: map[string]bool{}}
	shared.meanwhile = func() {
		ben := domain.NewAccount("ben")
		ben.Earn("order of ben", 1_000, shared.Now())
		if err := infrastructure.NewEventStoreAccountRepository(shared).Save(t.Context(), "ben", ben, 0); err != nil {
			t.Error("the save of the other instance:", err)
		}
	}

	service := loyalty.New(loyalty.Dependencies{Log: shared, Broker: shared, Clock: shared})
	for _, customer := range []string{"ana", "cleo"} {
		order := loyalty.OrderPaid{OrderID: "order of " + customer, CustomerID: customer, AmountMinor: 1_000}
		if err := service.OnOrderPaid(t.Context(), order); err != nil {
			t.Errorf("the order of %s: got the error %v, want nil", customer, err)
		}
	}
	if got := fmt.Sprint(slices.Sorted(maps.Keys(shared.heard))); got != "[ana ben cleo]" {
		t.Errorf("the customers of whom the broker has heard: got %s, want [ana ben cleo]", got)
	}
}
