// A save works and its reply is lost. A second later the client sends the same batch again, unchanged.
// Set a breakpoint where your SaveEvents would report a conflict: what tells a retry from somebody else's save?

package eventstore_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/pkg/eventstore"
)

func TestMineReplayIsAccepted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := eventstore.NewMemoryEventStore()
		send := func() error {
			return store.SaveEvents("order-17", []eventstore.Event{
				{ID: "placed", Type: "OrderPlaced", Data: []byte("latte")},
				{ID: "paid", Type: "OrderPaid", Data: []byte("420")},
			}, eventstore.NoStream)
		}
		if err := send(); err != nil {
			t.Fatal("the first attempt:", err)
		}
		before, _ := store.GetEvents("order-17", 1)
		time.Sleep(time.Second) // the time of this test is not real: it costs nothing

		if err := send(); err != nil {
			t.Fatalf("the retry: got the error %v, want nil", err)
		}
		after, _ := store.GetEvents("order-17", 1)
		if got, want := fmt.Sprintf("%+v", after), fmt.Sprintf("%+v", before); got != want {
			t.Errorf("the stream after the retry, timestamps included:\n got %s\nwant %s", got, want)
		}
	})
}
