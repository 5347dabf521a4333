package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// gate stands on the way from one instance to what it shares with others. before may wait or fail (nothing happens then);
// after may fail (it has happened, but the answer is lost).
type gate struct {
	before func() error
	after  func() error
}

func pass(step func() error) error {
	if step == nil {
		return nil
	}
	return step()
}

func through[T any](g gate, call func() (T, error)) (T, error) {
	var none T
	if err := pass(g.before); err != nil {
		return none, err
	}
	result, err := call()
	if err != nil {
		return none, err
	}
	return result, pass(g.after)
}

// gatedLog is one instance's way to a shared log.
type gatedLog struct {
	gate
	infrastructure.EventLog
}

func (l gatedLog) Read(ctx context.Context, stream string) ([]infrastructure.Record, error) {
	return through(l.gate, func() ([]infrastructure.Record, error) { return l.EventLog.Read(ctx, stream) })
}

func (l gatedLog) Append(ctx context.Context, stream string, events []domain.Event, expectedVersion int) error {
	_, err := through(l.gate, func() (any, error) { return nil, l.EventLog.Append(ctx, stream, events, expectedVersion) })
	return err
}

func (l gatedLog) Waiting(ctx context.Context) ([]infrastructure.Record, error) {
	return through(l.gate, func() ([]infrastructure.Record, error) { return l.EventLog.Waiting(ctx) })
}

func (l gatedLog) Confirm(ctx context.Context, ids []string) error {
	_, err := through(l.gate, func() (any, error) { return nil, l.EventLog.Confirm(ctx, ids) })
	return err
}

// gatedBroker is one instance's way to a shared broker.
type gatedBroker struct {
	gate
	infrastructure.Broker
}

func (b gatedBroker) Produce(ctx context.Context, messages []infrastructure.Message) error {
	_, err := through(b.gate, func() (any, error) { return nil, b.Broker.Produce(ctx, messages) })
	return err
}

// failingGate lets one call fail, the n-th, before or after it is carried out; later ones too when forever.
type failingGate struct {
	when    string
	call    int
	forever bool
	lock    sync.Mutex
	calls   int
	failed  bool
}

func (f *failingGate) gate() gate {
	return gate{
		before: func() error {
			f.lock.Lock()
			defer f.lock.Unlock()
			f.calls++
			if f.when == "before" && f.calls == f.call || f.forever && f.calls > f.call {
				return f.fail()
			}
			return nil
		},
		after: func() error {
			f.lock.Lock()
			defer f.lock.Unlock()
			if f.when == "after" && f.calls == f.call {
				return f.fail()
			}
			return nil
		},
	}
}

func (f *failingGate) fail() error {
	f.failed = true
	return errors.New("dial tcp loyalty-db-7:5432: refused")
}

// failingEachCall runs a scenario for each call that can fail, before and after it, as long as there is such a call.
func failingEachCall(forever bool, scenario func(failing *failingGate, told string)) {
	for _, when := range []string{"before", "after"} {
		for call := 1; call < 60; call++ {
			failing := &failingGate{when: when, call: call, forever: forever}
			scenario(failing, fmt.Sprintf("%s call %d", when, call))
			if !failing.failed {
				break
			}
		}
	}
}
