package worker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

var errBroker = errors.New("the broker of the dead letters is down")

func failedLetterRejects(t *testing.T) {
	for _, err := range []error{errBroker, context.Canceled, context.DeadlineExceeded} {
		oneLetter(t, err, 3, true)
		oneLetter(t, err, 1, true)
		oneLetter(t, err, 3, false)
	}
	sixRounds(t)
	othersGoOn(t)
}

func oneLetter(t *testing.T, err error, maxAttempts int, retryable bool) {
	var asked []error
	b := newBench(t, func(o *worker.Options) {
		o.MaxAttempts = maxAttempts
		if !retryable {
			o.IsRetryable = func(err error) bool {
				asked = append(asked, err)
				return false
			}
		}
	})
	b.store = func(context.Context, worker.DeadLetter) error { return err }
	o := b.begin(alwaysFailing)
	b.pass(long)
	attempts := maxAttempts
	if !retryable {
		attempts = 1
	}
	input := fmt.Sprintf("MaxAttempts %d, all fail, retryable %v; DeadLetter returns %s", maxAttempts, retryable, describe(err))
	expectReturned(t, o, err, "DeadLetter failed: the offset must not be committed.", input)
	b.expectLetters(1, "After DeadLetter has failed, it is not called again.", input)
	b.expectAttempts(o, attempts, input)
	if slices.Contains(asked, err) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "After DeadLetter has failed, IsRetryable is not called.",
			Input:    input,
			Expected: "IsRetryable is asked about Handle's error alone",
			Actual:   fmt.Sprint("asked about ", asked),
		})
	}
}

// sixRounds has the same message come six times. Every second letter cannot be stored.
func sixRounds(t *testing.T) {
	b := newBench(t, nil)
	letters := 0
	b.store = func(context.Context, worker.DeadLetter) error {
		if letters++; letters%2 == 1 {
			return errBroker
		}
		return nil
	}
	m := messageOf(7)
	for round := 1; round <= 6; round++ {
		began := time.Now()
		o := b.again(context.Background(), m, alwaysFailing)
		b.pass(3 * time.Second)
		input := fmt.Sprintf("the same message comes again and fails; every second letter cannot be stored; round %d of six", round)
		b.expectAttempts(o, 3*round, input)
		b.expectLetters(round, "Each call of Process writes one letter.", input)
		b.expectLetter(round-1, worker.DeadLetter{
			Message: o.message, Err: errDown, Attempts: 3, FirstFailure: began, LastFailure: began.Add(3 * time.Second),
		}, input)
		if round%2 == 1 {
			expectReturned(t, o, errBroker, "This letter was not stored.", input)
		} else {
			expectResult(t, o, worker.DeadLettered, "This letter was stored.", input)
		}
	}
}

// othersGoOn has one letter of twelve that cannot be stored: only its own message comes again.
func othersGoOn(t *testing.T) {
	b := newBench(t, attemptsAllowed(1))
	letters := 0
	b.store = func(context.Context, worker.DeadLetter) error {
		if letters++; letters == 5 {
			return errBroker
		}
		return nil
	}
	for number := 1; number <= 12; number++ {
		o := b.begin(alwaysFailing)
		input := fmt.Sprintf("twelve messages fail one after another; the letter of the fifth cannot be stored; message %d", number)
		if number == 5 {
			expectReturned(t, o, errBroker, "This letter was not stored.", input)
		} else {
			expectResult(t, o, worker.DeadLettered, "This letter was stored.", input)
		}
	}
}
