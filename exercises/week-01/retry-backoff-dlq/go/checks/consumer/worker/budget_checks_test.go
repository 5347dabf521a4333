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

// retryBudget has a bubble for each part: what a worker keeps at work between two calls stops with its bubble.
func retryBudget(t *testing.T) {
	for _, part := range []func(t *testing.T){
		bursts, slidingWindows, messagesAge, countsAtTheFailure, everyMessageCounts, takesOnlyForARetry, lastAttemptsTakeNothing,
		nothingIsGivenBack, twoWorkers, lettersWithoutLeave, manyFailAtOnce, largeBursts, followsTheRules, wholeOutage,
	} {
		bubble(t, part)
	}
}

func slidingWindows(t *testing.T) {
	slides(t, window, 1, []float64{0, 1, 5_000, 9_999, 10_000, 10_001, 19_999, 20_000, 30_000}, []int{1, 0, 0, 0, 1, 0, 0, 1, 1})
	slides(t, window, 2, []float64{0, 4_000, 5_000, 9_999, 10_000, 13_999, 14_000, 20_000, 23_999, 24_000, 24_001},
		[]int{1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0})
	// Where no second, tenth or millisecond begins.
	slides(t, window, 1, []float64{999, 10_500, 10_998, 10_999, 11_000.25, 20_998.75, 20_999}, []int{1, 0, 0, 1, 0, 0, 1})
	slides(t, 1_500*ms, 1, []float64{0.25, 1_000, 1_500, 1_500.25, 2_999.75, 3_000, 3_000.25}, []int{1, 0, 0, 1, 0, 0, 1})
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
func slides(t *testing.T, window time.Duration, minRetries int, times []float64, expected []int) {
	b := newBench(t, func(o *worker.Options) {
		o.RetryBudget = &worker.RetryBudget{MinRetries: minRetries, Window: window}
		o.MaxAttempts, o.Base = 2, 0
	})
	inMs := func(time time.Duration) float64 { return float64(time) / float64(ms) }
	for i, at := range times {
		if wait := time.Duration(at*float64(ms)) - b.now(); wait > 0 {
			b.pass(wait)
		}
		granted := []float64{}
		for earlier, time := range times[:i] {
			if expected[earlier] > 0 && at-time < inMs(window) {
				granted = append(granted, time)
			}
		}
		o := b.begin(alwaysFailing)
		b.pass(1) // A pause of nothing may still need the clock to move.
		input := fmt.Sprintf("Percent 0, MinRetries %d, Window %v; one message fails at each of %v ms; of the retries before the last of them, those count that were granted at %v ms",
			minRetries, window, times[:i+1], granted)
		b.expectRetries([]*order{o}, expected[i], input)
	}
}

// messagesAge has many messages succeed together. They count for all of the window, and then no longer: none of them.
func messagesAge(t *testing.T) {
	for _, many := range []struct {
		count int
		begin time.Duration
	}{{9, 0}, {29, 99_500 * time.Microsecond}} {
		for _, one := range []struct {
			after   time.Duration
			retries int
		}{{ms, 1}, {window - 250*time.Microsecond, 1}, {window, 0}, {window + ms, 0}} {
			b := benchWith(t, 10, 0)
			if many.begin > 0 {
				b.pass(many.begin)
			}
			b.startAll(context.Background(), many.count, succeeding)
			b.pass(one.after)
			o := b.begin(failing(1, errDown))
			b.pass(time.Second)
			input := fmt.Sprintf("Percent 10, MinRetries 0, Window 10s; %d messages succeed at %v, one fails at %v",
				many.count, many.begin, many.begin+one.after)
			b.expectRetries([]*order{o}, one.retries, input)
		}
	}
}

// countsAtTheFailure: a retry counts from the failure that it was granted after, not from the first one, nor from the beginning.
func countsAtTheFailure(t *testing.T) {
	slow := benchWith(t, 0, 1)
	slow.start(context.Background(), taking(5*time.Second, alwaysFailing))
	slow.pass(12 * time.Second)
	slow.failsOnceAt([]int{12_000, 14_999, 15_000, 15_001}, []int{0, 0, 1, 0},
		"Percent 0, MinRetries 1, Window 10s; an attempt begins at 0 and fails at 5s")
	twice := newBench(t, func(o *worker.Options) {
		o.RetryBudget = &worker.RetryBudget{MinRetries: 2, Window: window}
		o.Base = 3 * time.Second
	})
	twice.start(context.Background(), failing(2, errDown))
	twice.pass(10_500 * ms)
	twice.failsOnceAt([]int{10_500, 10_501, 12_999, 13_000, 13_001}, []int{1, 0, 0, 1, 0},
		"Percent 0, MinRetries 2, Window 10s; a message fails at 0 and at 3s, then succeeds")
}

// failsOnceAt has a message fail once at each of these milliseconds, and then succeed if it may.
func (b *bench) failsOnceAt(times, expected []int, input string) {
	b.t.Helper()
	orders := make([]*order, len(times))
	for i, at := range times {
		if wait := time.Duration(at)*ms - b.now(); wait > 0 {
			b.pass(wait)
		}
		orders[i] = b.begin(failing(1, errDown))
	}
	b.pass(window)
	for i, o := range orders {
		b.expectRetries([]*order{o}, expected[i], fmt.Sprintf("%s; one message each fails at %v ms; the last of them", input, times[:i+1]))
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
		percent int
	}{
		{"succeed", func(b *bench) { b.startAll(context.Background(), 9, succeeding) }, 1, 10},
		{"are still in their first attempt", func(b *bench) { b.startAll(context.Background(), 9, b.waitFor(make(gate))) }, 1, 10},
		{"are one that comes again and again", func(b *bench) {
			for range 9 {
				b.again(context.Background(), messageOf(100), succeeding)
				settle(b.t)
			}
		}, 1, 10},
		// One of them gets a retry. With ten messages there are two.
		{"fail and are stopped, the one with a retry in its pause", func(b *bench) {
			ctx, stop := context.WithCancel(context.Background())
			b.startAll(ctx, 9, alwaysFailing)
			stop()
		}, 1, 20},
		{"are given up, but their letters cannot be stored", func(b *bench) {
			b.lose(errBroker)
			b.startAll(context.Background(), 9, failing(9, errInvalid))
			b.lose(nil)
		}, 1, 10},
		{"are not retryable", func(b *bench) { b.startAll(context.Background(), 9, failing(9, errInvalid)) }, 1, 10},
		{"are stopped in their attempt", func(b *bench) {
			ctx, stop := context.WithCancel(context.Background())
			b.startAll(ctx, 9, func(ctx context.Context, _ int) error {
				<-ctx.Done()
				return ctx.Err()
			})
			stop()
		}, 1, 10},
		{"were stopped before their first attempt", func(b *bench) { b.startAll(stopped, 9, succeeding) }, 0, 10},
	} {
		b := benchWith(t, one.percent, 0)
		one.begin(b)
		settle(t)
		o := b.begin(alwaysFailing)
		b.pass(time.Second)
		b.expectRetries([]*order{o}, one.retries, fmt.Sprintf("Percent %d, MinRetries 0; nine messages %s, then a tenth fails", one.percent, one.what))
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

// nothingIsGivenBack, whatever becomes of a message that was granted a retry.
func nothingIsGivenBack(t *testing.T) {
	for _, what := range []string{"is stopped in its pause", "succeeds", "fails again", "fails again, and its letter cannot be stored"} {
		givesNothingBack(t, what)
	}
}

func givesNothingBack(t *testing.T, what string) {
	b := newBench(t, func(o *worker.Options) {
		o.RetryBudget = &worker.RetryBudget{MinRetries: 1, Window: window}
		o.MaxAttempts, o.Base = 2, 400*ms
	})
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	failures := 9
	switch what {
	case "succeeds":
		failures = 1
	case "fails again, and its letter cannot be stored":
		b.lose(errBroker)
	}
	first := b.start(ctx, failing(failures, errDown))
	settle(t)
	input := fmt.Sprintf("Percent 0, MinRetries 1; a message gets the retry and %s; then one fails", what)
	if what == "is stopped in its pause" {
		stop(errRollout)
		settle(t)
		expectReturned(t, first, errRollout, handBack, input)
	}
	b.pass(500 * ms)
	b.lose(nil)
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
	for _, err := range []error{nil, errBroker} {
		letterEndsWith(t, err)
	}
}

func letterEndsWith(t *testing.T, err error) {
	for retries := range 2 {
		b := newBench(t, func(o *worker.Options) {
			o.RetryBudget = &worker.RetryBudget{MinRetries: retries, Window: window}
			o.MaxAttempts, o.Base = 5, 50*ms
		})
		stored := make(gate)
		b.store = func(context.Context, worker.DeadLetter) error { return b.wait(stored) }
		o := b.begin(alwaysFailing)
		b.pass(time.Second)
		input := fmt.Sprintf("Percent 0, MinRetries %d, MaxAttempts 5, Base 50ms; a message fails until the budget is spent", retries)
		b.expectLetter(0, worker.DeadLetter{
			Message: o.message, Err: errDown, Attempts: retries + 1,
			FirstFailure: b.began, LastFailure: b.began.Add(time.Duration(retries) * 50 * ms),
		}, input)
		expectPending(t, o, "Process returned before DeadLetter did.", input)
		stored <- err
		settle(t)
		input += fmt.Sprintf("; DeadLetter returns %s", describe(err))
		if err == nil {
			expectResult(t, o, worker.DeadLettered, "Its letter was stored.", input)
		} else {
			expectReturned(t, o, err, "Its letter was not stored.", input)
		}
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
	attempts, _ := byTheRules(stories, limits, 3, base)
	for _, one := range attempts {
		expected += one
	}
	if calls := b.attemptCount(); calls != expected {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("300 messages of an outage were %d calls of Handle, expected %d.", calls, expected),
			Input:    "Percent 10, MinRetries 0, Window 10s; a message every 100ms, all fail; MaxAttempts 3, Base 1.013s",
			Expected: fmt.Sprint(expected, " calls of Handle"),
			Actual:   fmt.Sprint(calls, " calls of Handle"),
		})
	}
}
