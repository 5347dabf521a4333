package resilience_test

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"go-coffee/pkg/resilience"
)

func limitsOverlappingProbes(t *testing.T) {
	for _, slots := range []int{2, 3, 12, 40} {
		oneByOne(t, slots)
	}
	arrivesTogether(t, 3, resilience.WithHalfOpenMaxCalls(3))
	comesAndGoes(t, 3, resilience.WithHalfOpenMaxCalls(3))
}

func oneByOne(t *testing.T, slots int) {
	b := newBench(t, resilience.WithHalfOpenMaxCalls(slots), resilience.WithIsFailure(isFailure))
	b.becomeDue()
	options := fmt.Sprintf("WithHalfOpenMaxCalls %d", slots)
	those := expectSlots(t, b.beginAll(slots+18), slots, fmt.Sprintf("%s: %d calls at once", options, slots+18))
	for round := 1; round <= min(2*slots+2, 26); round++ {
		ending := round % len(those)
		those[ending].ends(errBadOrder)
		input := fmt.Sprintf("%s: all slots taken, one call ends with an ignored error, 3 more calls, round %d", options, round)
		those[ending] = expectSlots(t, b.beginAll(3), 1, input)[0]
	}
	for _, c := range those {
		c.ends(errBadOrder)
	}
	again := fmt.Sprintf("%s: all calls have ended with ignored errors, %d calls at once", options, slots+18)
	those = expectSlots(t, b.beginAll(slots+18), slots, again)
	those[0].ends(nil)
	b.expectState(resilience.StateClosed, "By default the first success closes it.", options+": one of the probes succeeds")
}

// comesAndGoes lets many goroutines take slots and give them back at the same time.
func comesAndGoes(t *testing.T, slots int, options ...resilience.Option) {
	b := newBench(t, append(options, resilience.WithIsFailure(isFailure))...)
	b.becomeDue()
	var inside, most atomic.Int32
	inParallel(16, func(int) {
		for range 600 {
			_ = b.cb.Execute(func() error {
				now := inside.Add(1)
				defer inside.Add(-1)
				for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
				}
				runtime.Gosched()
				return errBadOrder
			})
		}
	})
	input := fmt.Sprintf("half-open with %d slots: 16 goroutines make 600 calls each that end with ignored errors", slots)
	if most.Load() > int32(slots) {
		fail(t, "More calls ran at the same time than there are slots.", input,
			fmt.Sprintf("at most %d at a time", slots), fmt.Sprintf("%d at a time", most.Load()))
	}
	expectSlots(t, b.beginAll(16), slots, input+"; then 16 calls at once")
}

func needsEverySuccess(t *testing.T) {
	for _, threshold := range []int{2, 3, 12, 40} {
		successesInARow(t, threshold)
	}
	for _, one := range []struct{ slots, threshold int }{{3, 4}, {3, 1}, {5, 12}, {12, 5}} {
		sideBySide(t, one.slots, one.threshold)
	}
	succeedTogether(t)
}

// successesInARow has three half-open generations: the first two end with a failure after all successes but one.
func successesInARow(t *testing.T, threshold int) {
	b := newBench(t, resilience.WithSuccessThreshold(threshold), resilience.WithIsFailure(isFailure))
	for range 5 {
		b.succeed()
	}
	b.becomeDue()
	for generation := 1; generation <= 3; generation++ {
		story := fmt.Sprintf("WithSuccessThreshold %d, half-open generation %d", threshold, generation)
		for count := 1; count < threshold; count++ {
			b.succeed()
			input := fmt.Sprintf("%s: %d succeed", story, count)
			b.expectState(resilience.StateHalfOpen, fmt.Sprintf("%d successes of this generation are needed.", threshold), input)
			b.fail(1, errBadOrder)
			b.expectState(resilience.StateHalfOpen, "An ignored error changes nothing.", input+", one ends with an ignored error")
		}
		if generation < 3 {
			b.fail(1, errOutage)
			input := fmt.Sprintf("%s: %d succeed, one fails", story, threshold-1)
			b.expectState(resilience.StateOpen, "One failure opens it at once, whatever succeeded before.", input)
			b.passTimeout()
		}
	}
	probe := b.begin()
	input := fmt.Sprintf("WithSuccessThreshold %d: %d succeed, 5 calls are rejected, one more succeeds", threshold, threshold-1)
	expectAllRejected(b.beginAll(5), "The only slot is taken.", input)
	probe.ends(nil)
	b.expectState(resilience.StateClosed, fmt.Sprintf("Success number %d of this generation has to close it.", threshold), input)
	b.becomeDue()
	b.fail(1, errOutage)
	b.expectState(resilience.StateOpen, "Successes of an earlier generation do not count.", input+"; it opens again, one probe fails")
}

// sideBySide probes run, as many as there are slots. Each that succeeds makes room for one more.
func sideBySide(t *testing.T, slots, threshold int) {
	b := newBench(t, resilience.WithHalfOpenMaxCalls(slots), resilience.WithSuccessThreshold(threshold))
	options := fmt.Sprintf("WithHalfOpenMaxCalls %d, WithSuccessThreshold %d", slots, threshold)
	b.becomeDue()
	those := expectSlots(t, b.beginAll(slots+3), slots, fmt.Sprintf("%s: %d calls at once", options, slots+3))
	for count := 1; count < threshold; count++ {
		those[0].ends(nil)
		input := fmt.Sprintf("%s: %d have succeeded", options, count)
		b.expectState(resilience.StateHalfOpen, fmt.Sprintf("%d successes are needed.", threshold), input)
		next := expectSlots(t, b.beginAll(2), 1, input+", each made room for one call; 2 more calls")
		those = append(those[1:], next...)
	}
	story := fmt.Sprintf("%s: %d have succeeded, %d calls run", options, threshold-1, slots)
	those[0].ends(nil)
	b.expectState(resilience.StateClosed, "The last success that is needed has to close it.", story+", one of them succeeds")
	b.becomeDue()
	again := running(b.beginAll(2))
	again[0].ends(errOutage)
	b.expectState(resilience.StateOpen, "One failure opens it at once, while other probes run.", "2 probes run, one fails")
}

// succeedTogether lets 12 probes succeed in the same instant, one fewer than are needed, again and again.
func succeedTogether(t *testing.T) {
	for range 10 {
		b := newBench(t, resilience.WithHalfOpenMaxCalls(12), resilience.WithSuccessThreshold(13))
		b.becomeDue()
		endTogether(t, b.beginAll(12), nil)
		input := "WithHalfOpenMaxCalls 12, WithSuccessThreshold 13: 12 probes succeed in the same instant"
		b.expectState(resilience.StateHalfOpen, "Each success counts once.", input)
		b.succeed()
		b.expectState(resilience.StateClosed, "Each success counts once, and none is lost.", input+", then one more")
	}
	isSafeInEveryState(resilience.WithHalfOpenMaxCalls(2), resilience.WithSuccessThreshold(2))
}
