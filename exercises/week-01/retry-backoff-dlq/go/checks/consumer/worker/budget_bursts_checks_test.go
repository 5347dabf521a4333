package worker_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

func bursts(t *testing.T) {
	for _, one := range []burst{
		{40, 10, 0, 4}, {9, 10, 0, 0}, {10, 10, 0, 1}, {19, 10, 0, 1}, {20, 10, 0, 2}, {50, 58, 0, 29}, {25, 44, 0, 11},
		{5, 10, 3, 3}, {12, 0, 0, 0}, {12, 0, 2, 2}, {12, 100, 0, 12}, {20, 10, 2, 2}, {20, 10, 3, 3}, {20, 10, 1, 2}, {3, 10, 7, 3},
	} {
		one.failTogether(t)
	}
	withoutBudget(t)
}

// largeBursts are for whoever remembers or allows so many and no more.
func largeBursts(t *testing.T) {
	for _, one := range []burst{{99, 10, 0, 9}, {100, 29, 0, 29}, {80, 0, 70, 70}, {300, 100, 0, 300}} {
		one.failTogether(t)
	}
	tenSecondsOfOrders(t)
}

// tenSecondsOfOrders are 1,667 messages within the window, of which the last 200 fail.
func tenSecondsOfOrders(t *testing.T) {
	b := benchWith(t, 10, 0)
	b.startAll(context.Background(), 1_467, succeeding)
	orders := b.startAll(context.Background(), 200, alwaysFailing)
	b.pass(window / 2)
	b.expectRetries(orders, 166, "Percent 10, MinRetries 0, MaxAttempts 2; 1,467 messages succeed, then 200 fail together")
}

// burst is so many messages that fail in the same instant, the budget, and the retries that they get.
type burst struct{ messages, percent, minRetries, retries int }

func (one burst) failTogether(t *testing.T) {
	b := benchWith(t, one.percent, one.minRetries)
	work := make(gate)
	orders := b.startAll(context.Background(), one.messages, func(_ context.Context, attempt int) error {
		if attempt == 1 {
			b.wait(work)
		}
		return errDown
	})
	close(work)
	settle(t)
	input := fmt.Sprintf("Percent %d, MinRetries %d, MaxAttempts 2; %d messages fail together", one.percent, one.minRetries, one.messages)
	atOnce := len(b.lettersWritten())
	b.pass(window / 2)
	b.expectRetries(orders, one.retries, input)
	if expected := one.messages - one.retries; atOnce != expected {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A message that gets no retry has to be dead-lettered at once.",
			Input:    input + "; no time has passed",
			Expected: fmt.Sprint(expected, " letters"),
			Actual:   fmt.Sprint(atOnce, " letters"),
		})
	}
	for _, o := range orders {
		expectResult(t, o, worker.DeadLettered, "It failed to the end.", input)
	}
}

func withoutBudget(t *testing.T) {
	b := newBench(t, attemptsAllowed(2))
	orders := b.startAll(context.Background(), 40, alwaysFailing)
	b.pass(window)
	b.expectRetries(orders, 40, "no RetryBudget, MaxAttempts 2; 40 messages fail together")
}

// manyFailAtOnce has 64 goroutines fail in the same instant, again and again. Whoever asks yields in between.
func manyFailAtOnce(t *testing.T) {
	errTogether := errors.New("all together")
	for range 20 {
		b := benchWith(t, 0, 16)
		work := make(gate)
		orders := b.startAll(context.Background(), 64, func(_ context.Context, attempt int) error {
			if attempt == 1 {
				b.wait(work)
			}
			return errTogether
		})
		close(work)
		b.pass(window / 2)
		b.expectRetries(orders, 16, "Percent 0, MinRetries 16, MaxAttempts 2; 64 messages fail in the same instant")
	}
}
