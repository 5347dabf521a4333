package server_test

import (
	"context"
	"errors"
	"sync"
	"time"
)

var errDown = errors.New("connect: connection refused")

type work func(ctx context.Context) error

// dependency is what a check looks at. It counts its calls, and keeps the context of each.
type dependency struct {
	name string

	lock     sync.Mutex
	work     work
	contexts []context.Context
	// waiting are the calls that wait, in the order in which they began.
	waiting []chan error
}

func newDependency(name string, w work) *dependency { return &dependency{name: name, work: w} }

func succeeding(name string) *dependency {
	return newDependency(name, func(context.Context) error { return nil })
}

func failing(name string) *dependency {
	return newDependency(name, func(context.Context) error { return errDown })
}

// taking takes its time, and does not look at its context.
func taking(duration time.Duration, name string, err error) *dependency {
	return newDependency(name, func(context.Context) error {
		select {
		case <-time.After(duration):
		case <-over:
		}
		return err
	})
}

// hanging waits until the check ends the call, and does not look at its context.
func hanging(name string) *dependency {
	d := &dependency{name: name}
	d.work = func(context.Context) error {
		end := make(chan error, 1)
		d.lock.Lock()
		d.waiting = append(d.waiting, end)
		d.lock.Unlock()
		select {
		case err := <-end:
			if cause, isPanic := err.(panicking); isPanic {
				panic(cause.value)
			}
			return err
		case <-over:
			return nil
		}
	}
	return d
}

// panicking is an error that has a hanging dependency panic.
type panicking struct{ value any }

func (panicking) Error() string { return "a panic" }

func (d *dependency) check(ctx context.Context) error {
	_ = ctx.Done() // From now on it has a channel of its own. One that is cancelled before shares one with others.
	d.lock.Lock()
	d.contexts = append(d.contexts, ctx)
	w := d.work
	d.lock.Unlock()
	return w(ctx)
}

func (d *dependency) set(w work) {
	d.lock.Lock()
	defer d.lock.Unlock()
	d.work = w
}

func (d *dependency) calls() int {
	d.lock.Lock()
	defer d.lock.Unlock()
	return len(d.contexts)
}

func (d *dependency) context(call int) context.Context {
	d.lock.Lock()
	defer d.lock.Unlock()
	if call >= len(d.contexts) {
		return nil
	}
	return d.contexts[call]
}

// end lets a call return, if it has begun.
func (d *dependency) end(call int, err error) {
	d.lock.Lock()
	defer d.lock.Unlock()
	if call < len(d.waiting) {
		d.waiting[call] <- err
	}
}

// thirteen names: the first, the seventh and the last are where something goes wrong.
var thirteen = []string{
	"pool", "warm-up", "disk", "database", "cache", "broker", "payments",
	"menu", "loyalty", "mail", "search", "images", "prices",
}

var places = []int{0, 6, 12}

// thirteenWith has thirteen checks of which all are well but the one at place.
func thirteenWith(place int, other func(name string) *dependency) []*dependency {
	all := make([]*dependency, len(thirteen))
	for i, name := range thirteen {
		if i == place {
			all[i] = other(name)
		} else {
			all[i] = succeeding(name)
		}
	}
	return all
}
