package checkkit

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// Schedule decides in which order clients go on, one step at a time. It works inside a bubble only.
type Schedule struct {
	choose  func(count int) int
	waiting chan waiter
	order   []string
}

type waiter struct {
	client string
	resume chan struct{}
}

// Turn waits until it is the client's turn.
func (s *Schedule) Turn(client string) {
	resume := make(chan struct{})
	s.waiting <- waiter{client: client, resume: resume}
	<-resume
}

// Order is in which order clients went on so far, for example "A A B": what a finding shows as its input.
func (s *Schedule) Order() string { return strings.Join(s.order, " ") }

// Race starts every client, one after the other, lets them go on one step at a time until all have ended, and returns what
// each of them returned.
func Race[T any](s *Schedule, clients map[string]func() T) map[string]T {
	results := results[T]{ended: map[string]T{}}
	for _, name := range slices.Sorted(maps.Keys(clients)) {
		go results.run(name, clients[name])
		synctest.Wait()
	}
	var parked []waiter
	for {
		synctest.Wait()
		for len(s.waiting) > 0 {
			parked = append(parked, <-s.waiting)
		}
		if len(parked) == 0 {
			return results.all()
		}
		slices.SortStableFunc(parked, func(a, b waiter) int { return strings.Compare(a.client, b.client) })
		next := s.choose(len(parked))
		s.order = append(s.order, parked[next].client)
		close(parked[next].resume)
		parked = slices.Delete(parked, next, next+1)
	}
}

// AtOnce runs every client in a goroutine of its own, and returns what each of them returned. It is for clients that share
// what is the learner's, which the race detector shall see. Not for bubbles.
func AtOnce[T any](clients map[string]func() T) map[string]T {
	results := results[T]{ended: map[string]T{}}
	var all sync.WaitGroup
	begin := make(chan struct{})
	for name, client := range clients {
		all.Go(func() {
			<-begin
			results.run(name, client)
		})
	}
	close(begin)
	all.Wait()
	return results.all()
}

// results are what clients returned that have ended.
type results[T any] struct {
	lock  sync.Mutex
	ended map[string]T
}

func (r *results[T]) run(name string, client func() T) {
	result := client()
	r.lock.Lock()
	defer r.lock.Unlock()
	r.ended[name] = result
}

func (r *results[T]) all() map[string]T {
	r.lock.Lock()
	defer r.lock.Unlock()
	return maps.Clone(r.ended)
}

type choice struct{ taken, count int }

// EveryInterleaving runs the scenario, each time in a bubble of its own, under every order in which its clients can take
// turns: all of them while there are at most 500, and beyond that also 200 orders from a fixed seed. The same orders on
// every machine. No two clients may share anything of the learner's: one that waits for a mutex never takes its turn.
func EveryInterleaving(t *testing.T, scenario func(t *testing.T, s *Schedule)) {
	t.Helper()
	OnOneProcessor(func() { everyInterleaving(t, scenario) })
}

func everyInterleaving(t *testing.T, scenario func(t *testing.T, s *Schedule)) {
	t.Helper()
	run := func(choose func(count int) int) {
		Bubble(t, func(t *testing.T) {
			scenario(t, &Schedule{choose: choose, waiting: make(chan waiter, 100)})
		})
	}
	var path []choice
	for range 500 {
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
