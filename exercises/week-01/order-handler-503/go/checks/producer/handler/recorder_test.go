package handler_test

import (
	"fmt"
	"slices"
	"sync"
)

// A recorder is the breaker of the checks. It counts, and refuses only when it is told to.
type recorder struct {
	lock     sync.Mutex
	calls    int
	verdicts []bool // true for a success
	refusal  func() error
}

func (r *recorder) Execute(fn func() error) error {
	r.lock.Lock()
	r.calls++
	refusal := r.refusal
	r.lock.Unlock()
	if refusal != nil {
		return refusal()
	}
	err := fn()
	r.lock.Lock()
	defer r.lock.Unlock()
	r.verdicts = append(r.verdicts, err == nil)
	return err
}

func (r *recorder) asked() int {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.calls
}

// seen is what the breaker saw, such as "11 successes, 1 failures".
func (r *recorder) seen() string {
	r.lock.Lock()
	defer r.lock.Unlock()
	failures := len(r.verdicts) - len(slices.DeleteFunc(slices.Clone(r.verdicts), func(good bool) bool { return !good }))
	return verdicts(len(r.verdicts)-failures, failures)
}

func verdicts(successes, failures int) string {
	return fmt.Sprintf("successes: %d, failures: %d", successes, failures)
}
