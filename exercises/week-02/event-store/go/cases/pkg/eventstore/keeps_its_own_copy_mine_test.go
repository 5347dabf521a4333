// A decoder uses the bytes of an event again after the save, and a handler changes the bytes of the event that it read.
// Set a breakpoint where your SaveEvents stores Data and where your GetEvents returns it: who else holds these bytes?

package eventstore_test

import (
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineKeepsItsOwnCopy(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	buffer := []byte("espresso")
	if err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed", Data: buffer}}, eventstore.NoStream); err != nil {
		t.Fatal("the order:", err)
	}

	copy(buffer, "tea, now")
	read, _ := store.GetEvents("order-17", 1)
	if got := string(read[0].Data); got != "espresso" {
		t.Fatalf("the data of the event after the decoder has used its buffer again: got %s, want espresso", got)
	}
	copy(read[0].Data, "tea, now")
	again, _ := store.GetEvents("order-17", 1)
	if got := string(again[0].Data); got != "espresso" {
		t.Errorf("the data of the event after a reader has changed its own: got %s, want espresso", got)
	}
}
