// Ana's first two orders reach two instances. Neither finds an account. Right before one writes, the other one saves.
// Set a breakpoint where your Save compares expectedVersion, and one where it writes. Is that one step in the log?

package infrastructure_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// eventStoreRepositoryLog is one instance's way to the log. Something may happen right before it appends.
type eventStoreRepositoryLog struct {
	infrastructure.EventLog
	beforeAppend func()
}

func (l *eventStoreRepositoryLog) Append(ctx context.Context, stream string, events []domain.Event, expected int) error {
	if other := l.beforeAppend; other != nil {
		l.beforeAppend = nil
		other()
	}
	return l.EventLog.Append(ctx, stream, events, expected)
}

func TestMineEventStoreRepository(t *testing.T) {
	shared := infrastructure.NewMemoryEventLog()
	save := func(log infrastructure.EventLog, order string) error {
		ana := domain.NewAccount("ana")
		ana.Earn(order, 1_000, time.Unix(1_000_000, 0))
		return infrastructure.NewEventStoreAccountRepository(log).Save(t.Context(), "ana", ana, 0)
	}
	slow := &eventStoreRepositoryLog{EventLog: shared}
	slow.beforeAppend = func() {
		if err := save(shared, "order-2"); err != nil {
			t.Errorf("the save of the faster instance: got the error %v, want nil", err)
		}
	}

	err := save(slow, "order-1")
	var conflict *application.ConcurrencyError
	if !errors.As(err, &conflict) {
		t.Errorf("the save of the slower instance: got the error %v, want a *ConcurrencyError of the port", err)
	}
	_, version, err := infrastructure.NewEventStoreAccountRepository(shared).Load(t.Context(), "ana")
	if version != 1 || err != nil {
		t.Errorf("the version of the account: got %d and the error %v, want 1", version, err)
	}
}
