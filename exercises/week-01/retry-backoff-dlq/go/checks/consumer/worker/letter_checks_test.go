package worker_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

func letterTellsAll(t *testing.T) {
	fourAttempts(t)
	oneAttempt(t, 0)
	oneAttempt(t, 25*ms)
	everyField(t)
	for _, err := range someErrors {
		carries(t, err)
	}
	eachItsOwn(t)
	beginsAnew(t)
}

// expectLetter compares field by field.
func (b *bench) expectLetter(index int, expected worker.DeadLetter, input string) {
	b.t.Helper()
	letters := b.lettersWritten()
	if index >= len(letters) {
		checkkit.Fail(b.t, checkkit.Told{
			Message:  "A letter was not written.",
			Input:    input,
			Expected: "DeadLetter was " + called(index+1),
			Actual:   fmt.Sprintf("DeadLetter was %s, and Handle %s", called(len(letters)), called(b.attemptCount())),
		})
	}
	actual := letters[index]
	expectMessage(b.t, actual.Message, expected.Message, "The letter does not carry the message of Process", input)
	b.expectField(isSame(actual.Err, expected.Err), "Err", describe(expected.Err), describe(actual.Err), input)
	b.expectField(actual.Attempts == expected.Attempts, "Attempts", expected.Attempts, actual.Attempts, input)
	b.expectTime(actual.FirstFailure, expected.FirstFailure, "FirstFailure", input)
	b.expectTime(actual.LastFailure, expected.LastFailure, "LastFailure", input)
}

func (b *bench) expectTime(actual, expected time.Time, field, input string) {
	b.t.Helper()
	b.expectField(actual.Equal(expected), field, expected.Sub(b.began), actual.Sub(b.began), input+" (times since the beginning)")
}

func (b *bench) expectField(same bool, field string, expected, actual any, input string) {
	b.t.Helper()
	if !same {
		checkkit.Fail(b.t, checkkit.Told{
			Message:  fmt.Sprintf("The letter's %s is %v, expected %v.", field, actual, expected),
			Input:    input,
			Expected: fmt.Sprint(expected),
			Actual:   fmt.Sprint(actual),
		})
	}
}

func fourAttempts(t *testing.T) {
	b := newBench(t, attemptsAllowed(4))
	errs := []error{errors.New("failure 1"), errors.New("failure 2"), errors.New("failure 3"), errors.New("failure 4")}
	o := b.begin(func(_ context.Context, attempt int) error {
		time.Sleep(time.Duration(10*attempt) * ms)
		return errs[min(attempt, 4)-1]
	})
	b.pass(7_100 * ms)
	input := "four attempts of 10, 20, 30 and 40ms fail, each with an error of its own"
	b.expectLetter(0, worker.DeadLetter{
		Message: o.message, Err: errs[3], Attempts: 4,
		FirstFailure: b.began.Add(10 * ms), LastFailure: b.began.Add(7_100 * ms),
	}, input)
}

func oneAttempt(t *testing.T, takes time.Duration) {
	b := newBench(t, attemptsAllowed(1))
	o := b.begin(taking(takes, alwaysFailing))
	b.pass(takes + 1)
	input := fmt.Sprintf("MaxAttempts 1, Handle takes %v and fails", takes)
	at := b.began.Add(takes)
	b.expectLetter(0, worker.DeadLetter{Message: o.message, Err: errDown, Attempts: 1, FirstFailure: at, LastFailure: at}, input)
}

// everyField has messages of every form.
func everyField(t *testing.T) {
	for _, one := range forms() {
		b := newBench(t, attemptsAllowed(2))
		o := b.again(context.Background(), one.message, alwaysFailing)
		settle(t)
		b.pass(time.Second)
		b.expectLetter(0, worker.DeadLetter{
			Message: o.message, Err: errDown, Attempts: 2, FirstFailure: b.began, LastFailure: b.began.Add(time.Second),
		}, "a message "+one.what)
	}
}

// carries has the second of twelve attempts fail for good.
func carries(t *testing.T, err error) {
	b := newBench(t, func(o *worker.Options) {
		o.MaxAttempts = 12
		o.IsRetryable = func(asked error) bool { return !isSame(asked, err) }
	})
	first := errors.New("connection reset")
	o := b.begin(func(_ context.Context, attempt int) error {
		if attempt == 1 {
			return first
		}
		return err
	})
	b.pass(time.Second)
	input := fmt.Sprintf("MaxAttempts 12; attempt 2 returns %s, which is not retryable", describe(err))
	b.expectLetter(0, worker.DeadLetter{
		Message: o.message, Err: err, Attempts: 2, FirstFailure: b.began, LastFailure: b.began.Add(time.Second),
	}, input)
}

// eachItsOwn has twelve messages that overlap, each with errors, times and attempts of its own. They end in their order.
func eachItsOwn(t *testing.T) {
	b := newBench(t, nil)
	orders, errs := make([]*order, 12), make([]error, 12)
	for i := range orders {
		err := fmt.Errorf("message %d cannot be paid", i+1)
		errs[i] = err
		orders[i] = b.start(context.Background(), func(_ context.Context, attempt int) error {
			if attempt < 3 {
				return errDown
			}
			return err
		})
		b.pass(70 * ms)
	}
	b.pass(3 * time.Second)
	for i, o := range orders {
		first := b.began.Add(time.Duration(i) * 70 * ms)
		b.expectLetter(i, worker.DeadLetter{
			Message: o.message, Err: errs[i], Attempts: 3, FirstFailure: first, LastFailure: first.Add(3 * time.Second),
		}, "twelve messages, 70ms apart; each fails three times")
	}
}

// beginsAnew has a message come again: it has a letter of its own each time.
func beginsAnew(t *testing.T) {
	b := newBench(t, attemptsAllowed(2))
	m := messageOf(7)
	for round := range 3 {
		began := time.Now()
		b.again(context.Background(), m, alwaysFailing)
		b.pass(time.Second)
		b.expectLetter(round, worker.DeadLetter{
			Message: m, Err: errDown, Attempts: 2, FirstFailure: began, LastFailure: began.Add(time.Second),
		}, fmt.Sprintf("the same message comes %d times, and fails each time", round+1))
	}
}
