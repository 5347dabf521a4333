// Two orders take turns, and one save in between is refused. Then a projection reads the log in pages of two.
// Set a breakpoint where your SaveEvents takes a position, and another one where your ReadAll begins.

package eventstore_test

import (
	"fmt"
	"strings"
	"testing"

	"go-coffee/pkg/eventstore"
)

func TestMineReadsAllInOrder(t *testing.T) {
	store := eventstore.NewMemoryEventStore()
	store.SaveEvents("order-1", []eventstore.Event{{ID: "ana-placed"}}, eventstore.NoStream)
	store.SaveEvents("order-1", []eventstore.Event{{ID: "refused"}}, 7)
	store.SaveEvents("order-2", []eventstore.Event{{ID: "ben-placed"}}, eventstore.NoStream)
	store.SaveEvents("order-1", []eventstore.Event{{ID: "ana-paid"}}, 1)

	for _, page := range []struct {
		after int
		want  string
	}{
		{0, "[1 ana-placed, 2 ben-placed]"},
		{2, "[3 ana-paid]"},
		{3, "[]"},
	} {
		events, err := store.ReadAll(page.after, 2)
		seen := []string{}
		for _, event := range events {
			seen = append(seen, fmt.Sprint(event.Position, " ", event.ID))
		}
		if got := "[" + strings.Join(seen, ", ") + "]"; got != page.want || err != nil {
			t.Errorf("two events after position %d: got %s and the error %v, want %s", page.after, got, err, page.want)
		}
	}
}
