package loyalty_test

import (
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"go-coffee/internal/codealong/checkkit"
)

// schedule decides in which order clients go on, one step at a time. It works inside a bubble only.
type schedule struct {
	choose  func(count int) int
	waiting chan waiter
	order   []string
}

type waiter struct {
	client string
	resume chan struct{}
}

// turn waits until it is the client's turn.
func (s *schedule) turn(client string) {
	resume := make(chan struct{})
	s.waiting <- waiter{client: client, resume: resume}
	<-resume
}

// race starts every client, one after the other, and lets them go on one step at a time until all have ended.
func (s *schedule) race(clients map[string]func()) {
	for _, name := range slices.Sorted(maps.Keys(clients)) {
		go clients[name]()
		synctest.Wait()
	}
	var parked []waiter
	for {
		synctest.Wait()
		for len(s.waiting) > 0 {
			parked = append(parked, <-s.waiting)
		}
		if len(parked) == 0 {
			return
		}
		slices.SortStableFunc(parked, func(a, b waiter) int { return strings.Compare(a.client, b.client) })
		next := s.choose(len(parked))
		s.order = append(s.order, parked[next].client)
		close(parked[next].resume)
		parked = slices.Delete(parked, next, next+1)
	}
}

// shown is the order so far, for example "A A B".
func (s *schedule) shown() string { return strings.Join(s.order, " ") }

type choice struct{ taken, count int }

// everyInterleaving runs the scenario under every order in which its clients can take turns: all of them while there are
// at most 1,000, and beyond that also 200 orders from a fixed seed. The same orders on every machine. No two clients may
// share anything of the learner's: one that waits for a mutex never takes its turn.
func everyInterleaving(t *testing.T, scenario func(t *testing.T, s *schedule)) {
	t.Helper()
	run := func(choose func(count int) int) {
		checkkit.Bubble(t, func(t *testing.T) {
			scenario(t, &schedule{choose: choose, waiting: make(chan waiter, 100)})
		})
	}
	var path []choice
	for runs := 0; runs < 1_000; runs++ {
		var taken []choice
		run(func(count int) int {
			next := 0
			if len(taken) < len(path) {
				next = min(path[len(taken)].taken, count-1)
			}
			taken = append(taken, choice{next, count})
			return next
		})
		if path = following(taken); path == nil {
			return
		}
	}
	random := rand.New(rand.NewPCG(2, 26))
	for range 200 {
		run(func(count int) int { return random.IntN(count) })
	}
}

// following is the next path after this one, or nil after the last.
func following(taken []choice) []choice {
	for last := len(taken) - 1; last >= 0; last-- {
		if taken[last].taken+1 < taken[last].count {
			next := slices.Clone(taken[:last+1])
			next[last].taken++
			return next
		}
	}
	return nil
}

// atOnce runs clients that share what is the learner's, each in a goroutine of its own, and waits for all of them. Not for
// bubbles.
func atOnce(clients map[string]int, run func(name string, index int)) {
	var all sync.WaitGroup
	begin := make(chan struct{})
	for name, index := range clients {
		all.Go(func() {
			<-begin
			run(name, index)
		})
	}
	close(begin)
	all.Wait()
}

// fiveClients share three instances: two use the first one, two the second, one the third.
var fiveClients = map[string]int{"A1": 0, "A2": 0, "B1": 1, "B2": 1, "C": 2}

var yields atomic.Uint32

// yielding lets other goroutines go on before and after each call, now more and now less.
func yielding() gate {
	yield := func() error {
		for range yields.Add(1) * 2_654_435_761 >> 28 * 4 {
			runtime.Gosched()
		}
		return nil
	}
	return gate{before: yield, after: yield}
}
