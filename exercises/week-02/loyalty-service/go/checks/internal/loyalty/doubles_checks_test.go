package loyalty_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

var start = time.Date(2031, 3, 1, 9, 0, 0, 0, time.UTC)

// fakeClock moves only when the check says so.
type fakeClock struct{ now time.Time }

func (c *fakeClock) Now() time.Time { return c.now }

// journal is what happened, in order.
type journal struct {
	lock    sync.Mutex
	entries []string
}

func (j *journal) add(entry string) {
	j.lock.Lock()
	defer j.lock.Unlock()
	j.entries = append(j.entries, entry)
}

func (j *journal) all() []string {
	j.lock.Lock()
	defer j.lock.Unlock()
	return slices.Clone(j.entries)
}

// fakeAccounts is a repository that keeps its contract, writes down what happens, and can be told to misbehave.
type fakeAccounts struct {
	journal    *journal
	histories  map[string][]domain.Event
	expected   []int
	loads      int
	contexts   []context.Context
	beforeSave func(save int) error
}

func (f *fakeAccounts) Load(ctx context.Context, id string) (*domain.Account, int, error) {
	f.loads++
	f.contexts = append(f.contexts, ctx)
	history := f.histories[id]
	if len(history) == 0 {
		return nil, 0, application.ErrAccountNotFound
	}
	return domain.Replay(id, history), len(history), nil
}

func (f *fakeAccounts) Save(ctx context.Context, id string, account *domain.Account, expectedVersion int) error {
	f.expected = append(f.expected, expectedVersion)
	f.contexts = append(f.contexts, ctx)
	if f.beforeSave != nil {
		if err := f.beforeSave(len(f.expected)); err != nil {
			return err
		}
	}
	if actual := len(f.histories[id]); actual != expectedVersion {
		return &application.ConcurrencyError{Expected: expectedVersion, Actual: actual}
	}
	f.journal.add("save")
	f.histories[id] = append(f.histories[id], account.Uncommitted()...)
	return nil
}

// saveElsewhere is what another instance of the service saves behind the back of this one.
func (f *fakeAccounts) saveElsewhere(event domain.Event) {
	f.histories[event.Account()] = append(f.histories[event.Account()], event)
}

// onNextSave does this just before the next save, and only then.
func (f *fakeAccounts) onNextSave(action func()) {
	f.expected = nil
	f.beforeSave = func(save int) error {
		if save == 1 {
			action()
		}
		return nil
	}
}

// fakePublisher takes a while, writes down what it gets, and fails when it is told to. For bubbles only.
type fakePublisher struct {
	journal *journal
	failure error
	lock    sync.Mutex
	events  []domain.Event
}

func (f *fakePublisher) Publish(_ context.Context, events []domain.Event) error {
	time.Sleep(time.Millisecond)
	if len(events) > 0 {
		f.journal.add("publish")
	}
	if f.failure != nil {
		return f.failure
	}
	f.lock.Lock()
	defer f.lock.Unlock()
	f.events = append(f.events, events...)
	return nil
}

func (f *fakePublisher) published() []domain.Event {
	f.lock.Lock()
	defer f.lock.Unlock()
	return slices.Clone(f.events)
}

// fakeBroker keeps what it accepts.
type fakeBroker struct {
	down     bool
	lock     sync.Mutex
	accepted []infrastructure.Message
}

func (f *fakeBroker) Produce(_ context.Context, messages []infrastructure.Message) error {
	if f.down {
		return errors.New("broker is not available")
	}
	f.lock.Lock()
	defer f.lock.Unlock()
	for _, message := range messages {
		message.Headers = maps.Clone(message.Headers)
		f.accepted = append(f.accepted, message)
	}
	return nil
}

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
