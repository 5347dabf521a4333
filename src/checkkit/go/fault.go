package checkkit

import (
	"errors"
	"fmt"
	"sync"
	"testing"
)

// Gate stands on the way from one client to what it shares with others. Before may wait or fail (nothing happens then); After
// may fail (it has happened, but the answer is lost). Both may be nil.
type Gate struct {
	Before func() error
	After  func() error
}

// Through carries a call out through a gate.
func Through[T any](g Gate, call func() (T, error)) (T, error) {
	var none T
	if g.Before != nil {
		if err := g.Before(); err != nil {
			return none, err
		}
	}
	result, err := call()
	if err != nil || g.After == nil {
		return result, err
	}
	return result, g.After()
}

// Trouble is what goes wrong at one call of a process: that call alone fails, or all later ones fail as well.
type Trouble string

// Outage stands for a process that dies, too: nothing that it still asks for happens.
const (
	Glitch Trouble = "fails"
	Outage Trouble = "fails, and so do all later ones"
)

// Process has trouble ahead. All its calls go through its gate.
type Process struct {
	trouble Trouble
	after   bool
	call    int
	lock    sync.Mutex
	calls   int
	struck  bool
}

// Dying is a process whose connections are lost before the call with this number, 1 for the first.
func Dying(call int) *Process { return &Process{trouble: Outage, call: call} }

// Story is what happens to the process, for the input of a finding: "call 3 fails after it was carried out".
func (p *Process) Story() string {
	moment := "before"
	if p.after {
		moment = "after"
	}
	return fmt.Sprintf("call %d %s (%s it is carried out)", p.call, p.trouble, moment)
}

// Gate is the way of the process to everything outside.
func (p *Process) Gate() Gate {
	return Gate{
		Before: func() error {
			p.lock.Lock()
			defer p.lock.Unlock()
			p.calls++
			return p.failIf(!p.after && p.calls == p.call || p.trouble == Outage && p.calls > p.call)
		},
		After: func() error {
			p.lock.Lock()
			defer p.lock.Unlock()
			return p.failIf(p.after && p.calls == p.call)
		},
	}
}

func (p *Process) failIf(fails bool) error {
	if !fails {
		return nil
	}
	p.struck = true
	return errors.New("dial tcp store-7:5432: connection refused")
}

// EveryFault runs the scenario once for each call at which trouble can come: before it is carried out, and after. The
// scenario runs its component behind the gate of the process, then looks at what is left, and fails when a rule is broken.
func EveryFault(t *testing.T, trouble Trouble, scenario func(process *Process)) {
	t.Helper()
	for _, after := range []bool{false, true} {
		for call := 1; ; call++ {
			if call > 500 {
				Failf(t, "It takes more than 500 calls to the outside.")
			}
			process := &Process{trouble: trouble, after: after, call: call}
			scenario(process)
			if !process.struck {
				break
			}
		}
	}
}
