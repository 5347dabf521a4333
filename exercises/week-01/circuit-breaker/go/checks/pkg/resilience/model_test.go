package resilience_test

import (
	"time"

	"go-coffee/pkg/resilience"
)

type limits struct {
	maxFailures      int
	timeout          time.Duration
	halfOpenMaxCalls int
	successThreshold int
}

// model is the rules of the brief, one event at a time. The breaker under check is compared with it.
type model struct {
	limits
	state      resilience.State
	changes    []string
	generation int
	openedAt   time.Time

	failures, successes, probes int
}

// call tells whether a call passes and in which generation, or how long it has to wait.
func (m *model) call() (passes bool, generation int, retryAfter time.Duration) {
	if m.state == resilience.StateOpen {
		if wait := m.timeout - time.Since(m.openedAt); wait > 0 {
			return false, 0, wait
		}
		m.enter(resilience.StateHalfOpen)
	}
	if m.state == resilience.StateHalfOpen {
		if m.probes >= m.halfOpenMaxCalls {
			return false, 0, 0
		}
		m.probes++
	}
	return true, m.generation, 0
}

func (m *model) end(generation int, err error) {
	if generation != m.generation {
		return
	}
	halfOpen := m.state == resilience.StateHalfOpen
	if halfOpen {
		m.probes--
	}
	switch err {
	case errOutage:
		m.failures++
		if halfOpen || m.failures >= m.maxFailures {
			m.openedAt = time.Now()
			m.enter(resilience.StateOpen)
		}
	case nil:
		m.failures = 0
		m.successes++
		if halfOpen && m.successes >= m.successThreshold {
			m.enter(resilience.StateClosed)
		}
	}
}

func (m *model) enter(state resilience.State) {
	m.changes = append(m.changes, nameOf(m.state)+" to "+nameOf(state))
	m.state = state
	m.generation++
	m.failures, m.successes, m.probes = 0, 0, 0
}
