package worker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

var errInvalid = errors.New("the address is invalid")

func unlessInvalid(err error) bool { return err != errInvalid }

func notRetryable(t *testing.T) {
	for _, at := range []int{1, 2, 3, 6} {
		parkedAt(t, at)
	}
	mixedMessages(t)
	isAskedAboutEach(t)
	looksAlike(t)
	for _, err := range someErrors {
		decidesAlone(t, err, true)
		decidesAlone(t, err, false)
	}
}

// parkedAt has attempt number at of twelve fail for good.
func parkedAt(t *testing.T, at int) {
	b := newBench(t, func(o *worker.Options) { o.MaxAttempts, o.IsRetryable = 12, unlessInvalid })
	o := b.begin(func(_ context.Context, attempt int) error {
		if attempt == at {
			return errInvalid
		}
		return errDown
	})
	var times []time.Duration
	for i := range at {
		times = append(times, time.Duration(1<<i-1)*time.Second)
	}
	if end := times[at-1]; end > 0 {
		b.pass(end)
	}
	input := fmt.Sprintf("MaxAttempts 12; attempt %d fails with an error that is not retryable", at)
	b.expectTimes(o, times, input)
	b.expectLetters(1, "It has to be parked at once, without a pause.", input)
	expectResult(t, o, worker.DeadLettered, "It has to be parked at once, without a pause.", input)
	b.pass(long)
	b.expectTimes(o, times, input+"; much later")
}

// mixedMessages are twelve at once, of which every third is never to be retried.
func mixedMessages(t *testing.T) {
	b := newBench(t, func(o *worker.Options) { o.IsRetryable = unlessInvalid })
	orders := make([]*order, 12)
	for i := range orders {
		err := errDown
		if i%3 == 0 {
			err = errInvalid
		}
		orders[i] = b.start(context.Background(), failing(3, err))
	}
	b.pass(3 * time.Second)
	for i, o := range orders {
		if i%3 == 0 {
			b.expectTimes(o, []time.Duration{0}, "twelve messages at once; the error of this one is not retryable")
		} else {
			b.expectTimes(o, []time.Duration{0, time.Second, 3 * time.Second}, "twelve messages at once; the error of this one is retryable")
		}
	}
}

func isAskedAboutEach(t *testing.T) {
	var lock sync.Mutex
	var asked []error
	b := newBench(t, func(o *worker.Options) {
		o.MaxAttempts = 5
		o.IsRetryable = func(err error) bool {
			lock.Lock()
			defer lock.Unlock()
			asked = append(asked, err)
			return true
		}
	})
	errs := make([]error, 5)
	for i := range errs {
		errs[i] = fmt.Errorf("failure %d", i+1)
	}
	b.begin(func(_ context.Context, attempt int) error { return errs[min(attempt, 5)-1] })
	b.pass(long)
	lock.Lock()
	defer lock.Unlock()
	for _, err := range errs[:4] {
		if !slices.Contains(asked, err) {
			checkkit.Fail(t, checkkit.Told{
				Message:  "IsRetryable was not asked about the error of every attempt.",
				Input:    "five attempts fail, each with an error of its own",
				Expected: "asked about failure 1, 2, 3 and 4",
				Actual:   fmt.Sprint("asked about ", asked),
			})
		}
	}
}

// decidesAlone has an error of which only IsRetryable knows what it means.
func decidesAlone(t *testing.T, err error, retryable bool) {
	b := newBench(t, func(o *worker.Options) {
		o.IsRetryable = func(asked error) bool { return isSame(asked, err) == retryable }
	})
	o := b.begin(failing(3, err))
	b.pass(3 * time.Second)
	expected := []time.Duration{0}
	if retryable {
		expected = []time.Duration{0, time.Second, 3 * time.Second}
	}
	input := fmt.Sprintf("Handle returns %s, of which IsRetryable says %v", describe(err), retryable)
	b.expectTimes(o, expected, input)
	expectResult(t, o, worker.DeadLettered, "No attempt is left.", input)
}

// looksAlike: what was said of another error with the same text, or of the same one earlier, says nothing about this one.
func looksAlike(t *testing.T) {
	errs := []error{errors.New("payment failed"), errors.New("payment failed"), errors.New("payment failed")}
	b := newBench(t, func(o *worker.Options) {
		o.MaxAttempts, o.IsRetryable = 5, func(err error) bool { return err != errs[2] }
	})
	o := b.begin(func(_ context.Context, attempt int) error { return errs[min(attempt, 3)-1] })
	b.pass(long)
	b.expectTimes(o, []time.Duration{0, time.Second, 3 * time.Second}, "three errors with the same text; IsRetryable returns false of the third alone")
	var later *bench
	later = newBench(t, func(o *worker.Options) {
		o.MaxAttempts, o.IsRetryable = 5, func(error) bool { return later.attemptCount() < 2 }
	})
	o = later.begin(alwaysFailing)
	later.pass(long)
	later.expectTimes(o, []time.Duration{0, time.Second}, "two attempts fail with the same error; IsRetryable returns true of it first, then false")
}
