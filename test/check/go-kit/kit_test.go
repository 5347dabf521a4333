package checkkit

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "events")
	if err == nil {
		channel, err = os.Create(filepath.Join(folder, "channel"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// findingOf runs a check beside the test that looks at it, and returns what it found; nil when it passes.
func findingOf(check func(t *testing.T)) *Told {
	takeFinding()
	all := func(string, string) (bool, error) { return true, nil }
	passes := testing.RunTests(all, []testing.InternalTest{{Name: "check", F: check}})
	told := takeFinding()
	if !passes && told == nil {
		return &Told{}
	}
	return told
}

func TestSameListTellsTheDifferenceAlone(t *testing.T) {
	for _, one := range []struct {
		name             string
		actual, expected string
		told             string
	}{
		{"a list that ends early", "a", "a a", "1; number 2 is not there, where a belongs"},
		{"what is missing", "a", "a b", "1; 1 missing: b"},
		{"what is repeated", "a b a", "a b", "3; 1 repeated: a"},
		{"what is not expected", "a x", "a", "2; 1 not expected: x"},
		{"another order", "b a", "a b", "2; number 1 is b, where a belongs"},
		{"three of many", "", "a b c d", "0; 4 missing: a, b, c, …"},
	} {
		told := findingOf(func(t *testing.T) {
			SameList(t, strings.Fields(one.actual), strings.Fields(one.expected), Told{Message: "m"})
		})
		if told == nil || told.Actual != one.told {
			t.Errorf("%s: %+v, want %q", one.name, told, one.told)
		}
	}
	if told := findingOf(func(t *testing.T) { SameList(t, nil, []string{}, Told{}) }); told != nil {
		t.Errorf("two empty lists differ: %+v", told)
	}
}

// ordersOf is in which orders clients went on that take so many turns each.
func ordersOf(t *testing.T, clients, turns int) []string {
	t.Helper()
	var orders []string
	EveryInterleaving(t, func(t *testing.T, s *Schedule) {
		all := map[string]func() int{}
		for number := range clients {
			name := string(rune('A' + number))
			all[name] = func() int {
				for range turns {
					s.Turn(name)
				}
				return number
			}
		}
		for name, number := range Race(s, all) {
			if name != string(rune('A'+number)) {
				t.Errorf("client %s returned what belongs to number %d", name, number)
			}
		}
		orders = append(orders, s.Order())
	})
	return orders
}

func TestEveryInterleavingTriesAllOrdersWhileTheyAreFew(t *testing.T) {
	orders := ordersOf(t, 2, 2)
	slices.Sort(orders)
	want := []string{"A A B B", "A B A B", "A B B A", "B A A B", "B A B A", "B B A A"}
	if !slices.Equal(orders, want) {
		t.Errorf("%v, want %v", orders, want)
	}
}

func TestEveryInterleavingTriesTheSameOfManyEachTime(t *testing.T) {
	once, again := ordersOf(t, 3, 3), ordersOf(t, 3, 3)
	if len(once) != 700 || !slices.Equal(once, again) {
		t.Errorf("%d orders and then %d, which are the same: %t", len(once), len(again), slices.Equal(once, again))
	}
	if first := slices.Compact(slices.Sorted(slices.Values(once[:500]))); len(first) != 500 {
		t.Errorf("of the first 500 orders only %d differ", len(first))
	}
}

func TestEveryInterleavingFindsALostUpdate(t *testing.T) {
	lost := 0
	EveryInterleaving(t, func(t *testing.T, s *Schedule) {
		var lock sync.Mutex
		stored := 0
		add := func(client string) func() int {
			return func() int {
				s.Turn(client)
				lock.Lock()
				read := stored
				lock.Unlock()
				s.Turn(client)
				lock.Lock()
				defer lock.Unlock()
				stored = read + 1
				return stored
			}
		}
		Race(s, map[string]func() int{"A": add("A"), "B": add("B")})
		if stored != 2 {
			lost++
		}
	})
	if lost != 4 {
		t.Errorf("an update is lost in %d of six orders, want 4", lost)
	}
}

// threeCalls makes three calls through the gate of a process, and writes down which were carried out and which failed.
func threeCalls(process *Process) string {
	var told []string
	for call := 1; call <= 3; call++ {
		state := "not done"
		_, err := Through(process.Gate(), func() (int, error) {
			state = "done"
			return call, nil
		})
		if err != nil {
			state += ", failed"
		}
		told = append(told, state)
	}
	return strings.Join(told, " · ")
}

func TestEveryFaultStrikesEachCallBeforeAndAfterIt(t *testing.T) {
	for trouble, want := range map[Trouble][]string{
		Glitch: {
			"not done, failed · done · done", "done · not done, failed · done", "done · done · not done, failed", "done · done · done",
			"done, failed · done · done", "done · done, failed · done", "done · done · done, failed", "done · done · done",
		},
		Outage: {
			"not done, failed · not done, failed · not done, failed", "done · not done, failed · not done, failed",
			"done · done · not done, failed", "done · done · done",
			"done, failed · not done, failed · not done, failed", "done · done, failed · not done, failed",
			"done · done · done, failed", "done · done · done",
		},
	} {
		var told []string
		EveryFault(t, trouble, func(process *Process) { told = append(told, threeCalls(process)) })
		if !slices.Equal(told, want) {
			t.Errorf("%s:\n%s\nwant\n%s", trouble, strings.Join(told, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestDyingLosesItsConnectionsBeforeACall(t *testing.T) {
	process := Dying(2)
	if told := threeCalls(process); told != "done · not done, failed · not done, failed" {
		t.Error(told)
	}
	if story := process.Story(); story != "call 2 fails, and so do all later ones (before it is carried out)" {
		t.Error(story)
	}
}

func TestAComponentThatNeverEndsIsNamed(t *testing.T) {
	told := findingOf(func(t *testing.T) {
		EveryFault(t, Glitch, func(process *Process) {
			for range 600 {
				_, _ = Through(process.Gate(), func() (int, error) { return 0, nil })
			}
		})
	})
	if told == nil || told.Message != "It takes more than 500 calls to the outside." {
		t.Errorf("%+v", told)
	}
}

func TestABubbleCanBeLeftWhileALockIsHeldForever(t *testing.T) {
	told := findingOf(func(t *testing.T) {
		LeavableBubble(t, func(t *testing.T) {
			var lock sync.Mutex
			lock.Lock()
			go lock.Lock()
			Pass(t, time.Minute, "no lock is held")
		})
	})
	if told == nil || told.Message != "A goroutine waits for a lock that stays locked while everything else waits, too." || told.Expected != "no lock is held" {
		t.Errorf("%+v", told)
	}
}

func TestAPanicInABubbleIsAFinding(t *testing.T) {
	told := findingOf(func(t *testing.T) { LeavableBubble(t, func(*testing.T) { panic("out of beans") }) })
	if told == nil || told.Actual != "panic: out of beans" {
		t.Errorf("%+v", told)
	}
}

func TestSettleWaitsForWhatGoesOn(t *testing.T) {
	LeavableBubble(t, func(t *testing.T) {
		var lock sync.Mutex
		steps := 0
		never := make(chan struct{})
		go func() {
			for range 1_000 {
				lock.Lock()
				steps++
				lock.Unlock()
				runtime.Gosched()
			}
			<-never
		}()
		Settle(t)
		lock.Lock()
		defer lock.Unlock()
		if steps != 1_000 {
			t.Errorf("%d steps of 1,000", steps)
		}
		close(never)
	})
}

func TestProcessorsAreGivenBack(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	OnOneProcessor(func() {
		if now := runtime.GOMAXPROCS(0); now != 1 {
			t.Errorf("%d processors, want 1", now)
		}
		OnAllProcessors(func() {
			if now := runtime.GOMAXPROCS(0); now != runtime.NumCPU() {
				t.Errorf("%d processors, want %d", now, runtime.NumCPU())
			}
		})
		if now := runtime.GOMAXPROCS(0); now != 1 {
			t.Errorf("%d processors afterwards, want 1", now)
		}
	})
	func() {
		defer func() { _ = recover() }()
		OnOneProcessor(func() { panic("stop") })
	}()
	if after := runtime.GOMAXPROCS(0); after != before {
		t.Errorf("%d processors afterwards, want %d", after, before)
	}
}
