package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing/synctest"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

var start = time.Date(2031, 3, 1, 9, 0, 0, 0, time.UTC)

// fakeClock moves only when the check says so.
type fakeClock struct{ now time.Time }

func (c *fakeClock) Now() time.Time { return c.now }

// restlessClock shows one millisecond more with every look.
type restlessClock struct {
	lock  sync.Mutex
	shown []time.Time
	start time.Time
}

func (c *restlessClock) Now() time.Time {
	c.lock.Lock()
	defer c.lock.Unlock()
	now := c.start.Add(time.Duration(len(c.shown)) * time.Millisecond)
	c.shown = append(c.shown, now)
	return now
}

// journal is what happened, in order, and how many calls of ports began and have not ended.
type journal struct {
	lock        sync.Mutex
	entries     []string
	began, open int
	// pause is how a call takes a while: by sleeping in a bubble, and else by letting others go on.
	pause func()
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

// call notes that a call began, and takes a while. end notes that it has ended.
func (j *journal) call() {
	j.lock.Lock()
	j.began++
	j.open++
	j.lock.Unlock()
	j.pause()
}

func (j *journal) end() {
	j.lock.Lock()
	defer j.lock.Unlock()
	j.open--
}

// left gives everything the time to end, and tells what a call left behind that returned just now: calls that were open, and
// calls that began later.
func (j *journal) left() string {
	began, open := j.traffic()
	time.Sleep(time.Second)
	synctest.Wait()
	later, _ := j.traffic()
	return fmt.Sprint(open, " open, ", later-began, " later")
}

func (j *journal) traffic() (began, open int) {
	j.lock.Lock()
	defer j.lock.Unlock()
	return j.began, j.open
}

// fakeAccounts is a repository that keeps its contract, takes a while, writes down what happens, and can be told to
// misbehave.
type fakeAccounts struct {
	journal    *journal
	lock       sync.Mutex
	histories  map[string][]domain.Event
	expected   []int
	loads      int
	contexts   []context.Context
	beforeLoad func(load int) error
	beforeSave func(save int, id string) error
	// waited is how long it took until the load that followed a conflict.
	waited     time.Duration
	conflictAt time.Time
}

func (f *fakeAccounts) Load(ctx context.Context, id string) (*domain.Account, int, error) {
	f.lock.Lock()
	f.loads++
	load := f.loads
	f.contexts = append(f.contexts, ctx)
	if !f.conflictAt.IsZero() {
		f.waited += time.Since(f.conflictAt)
		f.conflictAt = time.Time{}
	}
	f.lock.Unlock()
	f.journal.call()
	defer f.journal.end()
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.beforeLoad != nil {
		if err := f.beforeLoad(load); err != nil {
			return nil, 0, err
		}
	}
	history := f.histories[id]
	if len(history) == 0 {
		return nil, 0, fmt.Errorf("load %s: %w", id, application.ErrAccountNotFound)
	}
	return domain.Replay(id, history), len(history), nil
}

func (f *fakeAccounts) Save(ctx context.Context, id string, account *domain.Account, expectedVersion int) error {
	events := account.Uncommitted()
	f.lock.Lock()
	f.expected = append(f.expected, expectedVersion)
	save := len(f.expected)
	f.contexts = append(f.contexts, ctx)
	f.lock.Unlock()
	f.journal.call()
	defer f.journal.end()
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.beforeSave != nil {
		if err := f.beforeSave(save, id); err != nil {
			f.conflictAt = time.Now()
			return err
		}
	}
	if actual := len(f.histories[id]); actual != expectedVersion {
		f.conflictAt = time.Now()
		return conflict(expectedVersion, actual)
	}
	if len(events) > 0 {
		f.journal.add("saved")
		f.histories[id] = append(f.histories[id], events...)
	}
	return nil
}

// conflict is a *ConcurrencyError as it may arrive: wrapped.
func conflict(expected, actual int) error {
	return fmt.Errorf("save: %w", &application.ConcurrencyError{Expected: expected, Actual: actual})
}

// saveElsewhere is what another instance of the service saves behind the back of this one.
func (f *fakeAccounts) saveElsewhere(events ...domain.Event) {
	for _, event := range events {
		f.histories[event.Account()] = append(f.histories[event.Account()], event)
	}
}

// forget counts from here on, and behaves again.
func (f *fakeAccounts) forget() {
	f.expected, f.loads, f.waited, f.conflictAt = nil, 0, 0, time.Time{}
	f.beforeLoad, f.beforeSave = nil, nil
}

// onNextSaves does this just before each of the next saves, as many as given, and not before later ones.
func (f *fakeAccounts) onNextSaves(count int, action func(save int)) {
	f.forget()
	f.beforeSave = func(save int, _ string) error {
		if save <= count {
			action(save)
		}
		return nil
	}
}

func (f *fakeAccounts) saved() int {
	total := 0
	for _, history := range f.histories {
		total += len(history)
	}
	return total
}

// fakePublisher takes a while, writes down what it gets call by call, and fails when it is told to.
type fakePublisher struct {
	journal  *journal
	failure  error
	lock     sync.Mutex
	calls    [][]domain.Event
	contexts []context.Context
}

func (f *fakePublisher) Publish(ctx context.Context, events []domain.Event) error {
	f.lock.Lock()
	f.contexts = append(f.contexts, ctx)
	if len(events) > 0 {
		f.journal.add("publish began")
		f.calls = append(f.calls, slices.Clone(events))
	}
	f.lock.Unlock()
	f.journal.call()
	defer f.journal.end()
	if f.failure != nil {
		return f.failure
	}
	if len(events) > 0 {
		f.journal.add("publish ended")
	}
	return nil
}

func (f *fakePublisher) published() []domain.Event {
	f.lock.Lock()
	defer f.lock.Unlock()
	return slices.Concat(f.calls...)
}

// fakeBroker keeps what it accepts.
type fakeBroker struct {
	down bool
	// before stands before every call, with its number, and may refuse it.
	before   func(call int) error
	lock     sync.Mutex
	calls    int
	accepted []infrastructure.Message
}

func (f *fakeBroker) Produce(_ context.Context, messages []infrastructure.Message) error {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.calls++
	if f.before != nil {
		if err := f.before(f.calls); err != nil {
			return err
		}
	}
	if f.down {
		return errors.New("broker is not available")
	}
	for _, message := range messages {
		message.Headers = maps.Clone(message.Headers)
		message.Value = slices.Clone(message.Value)
		f.accepted = append(f.accepted, message)
	}
	return nil
}
