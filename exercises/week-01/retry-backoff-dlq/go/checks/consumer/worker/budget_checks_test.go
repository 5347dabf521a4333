package worker_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

const window = 10 * time.Second

func retryBudget(t *testing.T) {
	bursts(t)
	slides(t, 1, []int{0, 1, 5_000, 9_999, 10_000, 10_001, 19_999, 20_000, 30_000}, []int{1, 0, 0, 0, 1, 0, 0, 1, 1})
	slides(t, 2, []int{0, 4_000, 5_000, 9_999, 10_000, 13_999, 14_000, 20_000, 23_999, 24_000, 24_001},
		[]int{1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0})
	messagesAge(t)
	everyMessageCounts(t)
	takesOnlyForARetry(t)
	lastAttemptsTakeNothing(t)
	shutdownGivesNothingBack(t)
	twoWorkers(t)
	lettersWithoutLeave(t)
	manyFailAtOnce(t)
	largeBursts(t)
	followsTheRules(t)
	wholeOutage(t)
}

// benchWith has a worker with a budget, two attempts and short pauses.
func benchWith(t *testing.T, percent, minRetries int) *bench {
	return newBench(t, func(o *worker.Options) {
		o.RetryBudget = &worker.RetryBudget{Percent: percent, MinRetries: minRetries, Window: window}
		o.MaxAttempts, o.Base, o.IsRetryable = 2, 50*ms, unlessInvalid
	})
}

// expectRetries looks at all that matters of a budget: how many retries these messages had together.
func (b *bench) expectRetries(orders []*order, expected int, input string) {
	b.t.Helper()
	actual := 0
	for _, o := range orders {
		actual += max(0, b.attemptsOf(o)-1)
	}
	if actual == expected {
		return
	}
	checkkit.Fail(b.t, checkkit.Told{
		Message:  fmt.Sprintf("The budget granted %d retries, expected %d.", actual, expected),
		Input:    input,
		Expected: fmt.Sprint(expected, " retries"),
		Actual:   fmt.Sprint(actual, " retries"),
	})
}

// slides has one failing message at each of these milliseconds.
func slides(t *testing.T, minRetries int, times, expected []int) {
	b := newBench(t, func(o *worker.Options) {
		o.RetryBudget = &worker.RetryBudget{MinRetries: minRetries, Window: window}
		o.MaxAttempts, o.Base = 2, 0
	})
	for i, at := range times {
		if wait := time.Duration(at)*ms - b.now(); wait > 0 {
			b.pass(wait)
		}
		o := b.begin(alwaysFailing)
		b.pass(1) // A pause of nothing may still need the clock to move.
		input := fmt.Sprintf("Percent 0, MinRetries %d, Window 10s; one message fails at each of %v ms; the last of them", minRetries, times[:i+1])
		b.expectRetries([]*order{o}, expected[i], input)
	}
}

// messagesAge has ten messages succeed at 0. They count at 9,999 ms and no longer at 10,000.
func messagesAge(t *testing.T) {
	for _, one := range []struct{ at, retries int }{{1, 1}, {9_999, 1}, {10_000, 0}, {10_001, 0}} {
		b := benchWith(t, 10, 0)
		b.startAll(context.Background(), 10, succeeding)
		b.pass(time.Duration(one.at) * ms)
		o := b.begin(alwaysFailing)
		b.pass(time.Second)
		input := fmt.Sprintf("Percent 10, MinRetries 0, Window 10s; ten messages succeed at 0, one fails at %dms", one.at)
		b.expectRetries([]*order{o}, one.retries, input)
	}
}

// everyMessageCounts from its first attempt, however it ends. One that was never tried does not.
func everyMessageCounts(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	for _, one := range []struct {
		what    string
		begin   func(b *bench)
		retries int
	}{
		{"succeed", func(b *bench) { b.startAll(context.Background(), 9, succeeding) }, 1},
		{"are still in their first attempt", func(b *bench) { b.startAll(context.Background(), 9, b.waitFor(make(gate))) }, 1},
		{"are one that comes again and again", func(b *bench) {
			for range 9 {
				b.again(context.Background(), messageOf(100), succeeding)
				settle(b.t)
			}
		}, 1},
		{"are given up, but their letters cannot be stored", func(b *bench) {
			b.lose(errBroker)
			b.startAll(context.Background(), 9, failing(9, errInvalid))
			b.lose(nil)
		}, 1},
		{"are not retryable", func(b *bench) { b.startAll(context.Background(), 9, failing(9, errInvalid)) }, 1},
		{"are stopped in their attempt", func(b *bench) {
			ctx, stop := context.WithCancel(context.Background())
			b.startAll(ctx, 9, func(ctx context.Context, _ int) error {
				<-ctx.Done()
				return ctx.Err()
			})
			stop()
		}, 1},
		{"were stopped before their first attempt", func(b *bench) { b.startAll(stopped, 9, succeeding) }, 0},
	} {
		b := benchWith(t, 10, 0)
		one.begin(b)
		settle(t)
		o := b.begin(alwaysFailing)
		b.pass(time.Second)
		b.expectRetries([]*order{o}, one.retries, fmt.Sprintf("Percent 10, MinRetries 0; nine messages %s, then a tenth fails", one.what))
	}
}

// takesOnlyForARetry has failures that no retry can follow: they leave the budget alone.
func takesOnlyForARetry(t *testing.T) {
	for _, isShutdown := range []bool{false, true} {
		b := benchWith(t, 0, 1)
		what, err := "is not retryable", errInvalid
		if isShutdown {
			what, err = "comes after the end of the context", errDown
		}
		for range 5 {
			ctx, stop := context.WithCancel(context.Background())
			work := make(gate)
			b.start(ctx, b.waitFor(work))
			settle(t)
			if isShutdown {
				stop()
			}
			work <- err
			settle(t)
			stop()
		}
		o := b.begin(alwaysFailing)
		b.pass(time.Second)
		b.expectRetries([]*order{o}, 1, fmt.Sprintf("Percent 0, MinRetries 1; five messages fail, and their failure %s; then one fails twice", what))
	}
}

// lastAttemptsTakeNothing: with three attempts, a message that fails to the end has used two retries and not three.
func lastAttemptsTakeNothing(t *testing.T) {
	b := newBench(t, func(o *worker.Options) {
		o.RetryBudget = &worker.RetryBudget{MinRetries: 4, Window: long}
		o.Base = 50 * ms
	})
	for number, retries := range []int{2, 2, 0} {
		o := b.begin(alwaysFailing)
		b.pass(time.Second)
		input := fmt.Sprintf("Percent 0, MinRetries 4, MaxAttempts 3; messages fail one after another; message %d", number+1)
		b.expectRetries([]*order{o}, retries, input)
	}
}

func shutdownGivesNothingBack(t *testing.T) {
	b := newBench(t, func(o *worker.Options) { o.RetryBudget = &worker.RetryBudget{MinRetries: 1, Window: window} })
	ctx, stop := context.WithCancelCause(context.Background())
	first := b.start(ctx, alwaysFailing)
	b.pass(500 * ms)
	stop(errRollout)
	settle(t)
	input := "Percent 0, MinRetries 1; a message gets the retry and is stopped in its pause; then one fails"
	expectReturned(t, first, errRollout, handBack, input)
	second := b.begin(alwaysFailing)
	b.pass(5 * time.Second)
	b.expectRetries([]*order{second}, 0, input)
	b.pass(4_500 * ms)
	third := b.begin(failing(1, errDown))
	b.pass(5 * time.Second)
	b.expectRetries([]*order{third}, 1, input+"; 10s after the retry was granted another one fails")
}

// twoWorkers share the very same limits, and no budget.
func twoWorkers(t *testing.T) {
	limits := &worker.RetryBudget{MinRetries: 2, Window: window}
	for range 2 {
		b := newBench(t, func(o *worker.Options) { o.RetryBudget, o.MaxAttempts = limits, 2 })
		orders := b.startAll(context.Background(), 5, alwaysFailing)
		b.pass(2 * time.Second)
		b.expectRetries(orders, 2, "two workers with MinRetries 2 each; five messages fail in each of them")
	}
}

// lettersWithoutLeave: such a message is given up after the attempts that it has had.
func lettersWithoutLeave(t *testing.T) {
	for retries := range 2 {
		b := newBench(t, func(o *worker.Options) {
			o.RetryBudget = &worker.RetryBudget{MinRetries: retries, Window: window}
			o.MaxAttempts, o.Base = 5, 50*ms
		})
		o := b.begin(alwaysFailing)
		b.pass(time.Second)
		b.expectLetter(0, worker.DeadLetter{
			Message: o.message, Err: errDown, Attempts: retries + 1,
			FirstFailure: b.began, LastFailure: b.began.Add(time.Duration(retries) * 50 * ms),
		}, fmt.Sprintf("Percent 0, MinRetries %d, MaxAttempts 5, Base 50ms; a message fails until the budget is spent", retries))
	}
}

// wholeOutage is one of 30 seconds at 10 messages a second. Two things happen at once only where their order does not matter.
func wholeOutage(t *testing.T) {
	limits := worker.RetryBudget{Percent: 10, Window: window}
	base := 1_013 * ms
	b := newBench(t, func(o *worker.Options) { o.RetryBudget, o.Base = &limits, base })
	stories := make([]story, 300)
	for i := range stories {
		stories[i] = story{begins: b.now(), failures: 9, retryable: true}
		b.start(context.Background(), alwaysFailing)
		time.Sleep(100 * ms)
	}
	b.pass(window)
	expected := 0
	for _, attempts := range attemptsByTheRules(stories, limits, 3, base) {
		expected += attempts
	}
	if calls := b.attemptCount(); calls != expected {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("300 messages of an outage were %d calls of Handle, expected %d: at most 1.10 times the load.", calls, expected),
			Input:    "Percent 10, MinRetries 0, Window 10s; a message every 100ms, all fail; MaxAttempts 3, Base 1.013s",
			Expected: fmt.Sprint(expected, " calls of Handle"),
			Actual:   fmt.Sprint(calls, " calls of Handle"),
		})
	}
}
