// A phone with a wrong clock sends an order, and the payment comes 90 seconds later.
// Set a breakpoint where your SaveEvents gives an event its Timestamp.

package eventstore_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/eventstore"
)

func TestMineAssignsTimestamps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := eventstore.NewMemoryEventStore()
		opened := time.Now()
		fromThePhone := eventstore.Event{ID: "placed", Timestamp: time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)}
		if err := store.SaveEvents("order-17", []eventstore.Event{fromThePhone}, eventstore.NoStream); err != nil {
			t.Fatal("the order:", err)
		}
		time.Sleep(90 * time.Second) // the time of this test is not real: it costs nothing
		if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "paid"}}, 1); err != nil {
			t.Fatal("the payment:", err)
		}

		events, _ := store.GetEvents("order-17", 1)
		since := []time.Duration{}
		for _, event := range events {
			since = append(since, event.Timestamp.Sub(opened))
		}
		if got := fmt.Sprint(since); got != "[0s 1m30s]" {
			t.Errorf("the timestamps, as time since the shop opened: got %s, want [0s 1m30s]", got)
		}
	})
}
