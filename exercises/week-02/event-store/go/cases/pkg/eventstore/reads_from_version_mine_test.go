// An order of three events is read from different versions on. The version that is asked for belongs to the answer.
// Set a breakpoint where your GetEvents decides where to begin, and compare it with the version of the first event.

package eventstore_test

import (
	"fmt"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineReadsFromVersion(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	err := store.SaveEvents("order-17", []eventstore.Event{{ID: "placed"}, {ID: "paid"}, {ID: "picked-up"}}, eventstore.NoStream)
	if err != nil {
		t.Fatalf("the error of a save that breaks no rule: got %v, want a plain nil", err)
	}

	for fromVersion, want := range map[int]string{
		0: "[placed paid picked-up]",
		1: "[placed paid picked-up]",
		3: "[picked-up]",
		4: "[]",
	} {
		events, err := store.GetEvents("order-17", fromVersion)
		ids := []string{}
		for _, event := range events {
			ids = append(ids, event.ID)
		}
		if got := fmt.Sprint(ids); got != want || err != nil {
			t.Errorf("the events from version %d on: got %s and the error %v, want %s", fromVersion, got, err, want)
		}
	}
}
