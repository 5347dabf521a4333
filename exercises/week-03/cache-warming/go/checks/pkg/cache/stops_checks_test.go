package cache_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
)

func stopsWhenTold(t *testing.T) {
	beforeTheCall(t)
	for _, concurrency := range []int{1, 3, 14} {
		for moment := half; moment < 60*time.Millisecond; moment += 3 * time.Millisecond {
			stopsAt(t, concurrency, moment)
		}
	}
	oneContextForThree(t)
}

// oneContextForThree has a call that has ended when the context ends, and two that have not.
func oneContextForThree(t *testing.T) {
	ctx, stop := context.WithTimeoutCause(context.Background(), 30*time.Millisecond, errDeploy)
	defer stop()
	errs, all := make([]error, 3), []*instance{newShop(menu(1)).instance(), newShop(menu(14)).instance(), newShop(menu(14)).instance()}
	var calls sync.WaitGroup
	for index, one := range all {
		one.options.Context = ctx
		calls.Go(func() { errs[index] = one.warm() })
	}
	calls.Wait()
	input := "one Context for three services, which ends after 30ms; a load takes 8ms; service "
	expectNil(t, errs[0], input+"1, which has one item")
	for index, one := range all[1:] {
		expectStopped(t, errs[index+1], context.DeadlineExceeded, fmt.Sprint(input, index+2, ", which has 14 items"))
		expectEqual(t, len(one.loaded()), 4, "The Context has ended, and a load begins after it: number of loads.", input)
	}
}

// errDeploy is why the contexts end. It is their cause, not their Err().
var errDeploy = errors.New("deploy")

func beforeTheCall(t *testing.T) {
	s := newShop(menu(14))
	one := s.instance()
	ctx, stop := context.WithCancelCause(context.Background())
	stop(errDeploy)
	one.options.Context = ctx
	input := "the Context has ended before the call, with a cause of its own"
	expectStopped(t, one.warm(), context.Canceled, input)
	expectIDs(t, s.loaded(), nil, "The Context had ended, and something is loaded.", input)
}

// stopsAt ends the context by its deadline. Popular takes 5ms, a request 2ms, a load 8ms.
func stopsAt(t *testing.T, concurrency int, moment time.Duration) {
	s := newShop(menu(100))
	one := s.instance()
	ctx, stop := context.WithTimeoutCause(context.Background(), moment, errDeploy)
	defer stop()
	one.options.Context, one.options.Concurrency = ctx, concurrency
	one.before, one.after = slowRequests(), slowRequests()
	one.before["popular"] = 5 * time.Millisecond
	one.before["unlock"], one.after["unlock"] = 0, 0
	input := fmt.Sprintf("100 popular items, Concurrency %d; the Context ends after %v, with a cause of its own; Popular takes 5ms, a request 2ms, a load 8ms", concurrency, moment)
	began := time.Now()
	expectStopped(t, one.warm(), context.DeadlineExceeded, input)
	expectEqual(t, time.Since(began), moment, "WarmCache does not return when the Context ends, but this much time after it began.", input)
	begun, kept := len(s.loaded()), len(s.keptIDs())
	expectIDs(t, s.held(), nil, "The call has ended, and a lock is still held.", input)
	time.Sleep(time.Second)
	expectEqual(t, len(s.loaded()), begun, "WarmCache has returned, and a load begins after it: number of loads.", input)
	expectEqual(t, len(s.keptIDs()), kept, "WarmCache has returned, and something is stored after it: number of items in the cache.", input)
}

func expectStopped(t *testing.T, err, expected error, input string) {
	t.Helper()
	if !errors.Is(err, expected) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "The Context has ended, and WarmCache returns no error in which errors.Is finds its Err().",
			Input:    input,
			Expected: fmt.Sprint("an error that wraps: ", expected),
			Actual:   wordsOf(err),
		})
	}
}
