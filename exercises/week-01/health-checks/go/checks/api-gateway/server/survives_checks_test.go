package server_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go-coffee/api-gateway/server"
)

// untold is an error that panics when it is read.
type untold struct{ text *string }

func (u *untold) Error() string { return *u.text }

func survivesAnyFailure(t *testing.T) {
	var nothing *untold
	failures := map[string]work{
		"returns an error":                       func(context.Context) error { return errDown },
		"returns an error without a text":        func(context.Context) error { return errors.New("") },
		"returns context.Canceled":               func(context.Context) error { return context.Canceled },
		"returns context.DeadlineExceeded":       func(context.Context) error { return context.DeadlineExceeded },
		"returns an error that is a nil pointer": func(context.Context) error { return nothing },
		"panics with an error":                   func(context.Context) error { panic(errDown) },
		"panics with a text":                     func(context.Context) error { panic("down") },
		"panics with a number":                   func(context.Context) error { panic(7) },
		"panics with nil":                        func(context.Context) error { panic(nil) },
		"dereferences nil":                       func(context.Context) error { return errors.New(nothing.Error()) },
	}
	for _, place := range places {
		oneFails(t, place, failures)
	}
	for i, order := range ordersOf([]int{0, 1, 2, 3}) {
		inOrder(t, order, i%4)
	}
}

// oneFails has an instance for each way to fail, all probed at once.
func oneFails(t *testing.T, place int, failures map[string]work) {
	checks, instances, probes := map[string][]*dependency{}, map[string]*gateway{}, map[string]*probe{}
	for how, w := range failures {
		g := newGateway(t, 0)
		checks[how] = thirteenWith(place, func(name string) *dependency { return newDependency(name, w) })
		for _, one := range checks[how] {
			g.add(one, server.ScopeInstance)
		}
		instances[how], probes[how] = g, g.start()
	}
	newGateway(t, 0).settle()
	for how, g := range instances {
		input := fmt.Sprintf("13 checks; number %d %s", place+1, how)
		e := reported("unavailable", thirteen, map[string]string{thirteen[place]: "error"})
		g.expectAnswer(probes[how], e, "A check failed, and the report has to name it beside all others.", input)
		for _, one := range checks[how] {
			g.expectCalls(one, 1, "Whatever one check does, each run calls every check once.", input)
		}
	}
}

var four = []string{"pool", "warm-up", "database", "broker"}

// inOrder has four checks, two of each scope, end in this order. Four instances do so at once: in each of them another set of
// checks fails, of which every second one panics. Of a quarter of all sets each one fails another part of each scope.
func inOrder(t *testing.T, order []int, quarter int) {
	instances, checks, probes := map[int]*gateway{}, map[int][]*dependency{}, map[int]*probe{}
	for set := range 16 {
		if (set^set>>2)&3 != quarter {
			continue
		}
		instances[set] = newGateway(t, 0)
		for i, name := range four {
			scope := []server.Scope{server.ScopeInstance, server.ScopeShared}[i/2]
			checks[set] = append(checks[set], instances[set].add(hanging(name), scope))
		}
		probes[set] = instances[set].start()
	}
	g := newGateway(t, 0)
	g.settle()
	for _, at := range order {
		for set, p := range probes {
			g.expectPending(p, "Ready answered before all checks had ended.", story(order, set)+"; "+four[at]+" has not ended")
			checks[set][at].end(0, endOf(set, at))
		}
		g.settle()
	}
	for set, p := range probes {
		failed := map[string]string{}
		for at, name := range four {
			if set&(1<<at) != 0 {
				failed[name] = "error"
			}
		}
		status := "ok"
		if set&3 != 0 {
			status = "unavailable"
		} else if set != 0 {
			status = "degraded"
		}
		instances[set].expectAnswer(p, reported(status, four, failed), "The report has to say how each check ended.", story(order, set))
	}
}

func endOf(set, at int) error {
	switch {
	case set&(1<<at) == 0:
		return nil
	case at%2 == 0:
		return errDown
	default:
		return panicking{"down"}
	}
}

func story(order []int, set int) string {
	var names, failed []string
	for _, at := range order {
		names = append(names, four[at])
		if set&(1<<at) != 0 {
			failed = append(failed, four[at])
		}
	}
	if len(failed) == 0 {
		failed = []string{"none"}
	}
	return fmt.Sprintf("four checks end in the order %s; those that fail: %s", strings.Join(names, ", "), strings.Join(failed, ", "))
}

func ordersOf(all []int) [][]int {
	if len(all) == 0 {
		return [][]int{nil}
	}
	var orders [][]int
	for i, first := range all {
		others := slices.Delete(slices.Clone(all), i, i+1)
		for _, rest := range ordersOf(others) {
			orders = append(orders, append([]int{first}, rest...))
		}
	}
	return orders
}
