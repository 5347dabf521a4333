package worker_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"go-coffee/consumer/worker"
	"go-coffee/internal/codealong/checkkit"
)

const (
	modelAttempts = 4
	modelBase     = 300 * ms
	modelWindow   = 5_003 * ms
)

// story is what is to become of one message. Its times are those since the bench began.
type story struct {
	begins    time.Duration
	takes     [modelAttempts]time.Duration
	failures  int
	retryable bool
	aborts    time.Duration // 0: never
}

// followsTheRules compares dozens of messages in any order with the rules themselves. The same in every run.
func followsTheRules(t *testing.T) {
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 13))
		limits := worker.RetryBudget{Percent: 10 * random.IntN(7), MinRetries: random.IntN(4), Window: modelWindow}
		compareWithRules(t, storiesOf(random, 10+2*random.IntN(18)), limits)
	}
}

// storiesOf gives each message microseconds of its own, so that no two things happen at once, and a life shorter than the window.
func storiesOf(random *rand.Rand, count int) []story {
	begins := time.Duration(0)
	stories := make([]story, count)
	for i := range stories {
		if random.IntN(3) == 0 {
			begins += time.Duration(1+random.IntN(900)) * ms
		} else {
			begins += time.Duration(1+random.IntN(60)) * ms
		}
		own := time.Duration(2*i+2) * time.Microsecond
		s := story{
			begins:    begins + own,
			failures:  []int{0, 1, 2, 9, 9, 9}[random.IntN(6)],
			retryable: random.IntN(8) > 0,
		}
		for attempt := range s.takes {
			s.takes[attempt] = time.Duration(random.IntN(8)*100) * ms
		}
		if random.IntN(8) == 0 {
			s.aborts = begins + time.Duration(1+random.IntN(2_000))*ms + own + time.Microsecond
		}
		stories[i] = s
	}
	return stories
}

// question is a failure after which the budget is asked, and what it answers.
type question struct {
	at      time.Duration
	index   int
	failed  int // attempts of the message
	granted bool
	// What counts at that time.
	messages, retries int
}

// byTheRules is how many attempts each message has, and how that came about.
func byTheRules(stories []story, limits worker.RetryBudget, maxAttempts int, base time.Duration) ([]int, []question) {
	type end struct {
		at    time.Duration
		index int
	}
	attempts := make([]int, len(stories))
	var questions []question
	var ends []end
	var granted []time.Duration
	for i, s := range stories {
		attempts[i] = 1
		ends = append(ends, end{s.begins + s.takes[0], i})
	}
	for len(ends) > 0 {
		slices.SortFunc(ends, func(a, b end) int { return int(a.at - b.at) })
		at, i := ends[0].at, ends[0].index
		ends = ends[1:]
		s, failed := stories[i], attempts[i]
		isOver := failed > s.failures || failed == maxAttempts || !s.retryable
		if isOver || s.aborts > 0 && s.aborts < at {
			continue
		}
		isRecent := func(time time.Duration) bool { return time <= at && at-time < limits.Window }
		messages, retries := 0, 0
		for _, other := range stories {
			if isRecent(other.begins) {
				messages++
			}
		}
		for _, grant := range granted {
			if isRecent(grant) {
				retries++
			}
		}
		isGranted := retries < max(limits.MinRetries, messages*limits.Percent/100)
		questions = append(questions, question{at, i, failed, isGranted, messages, retries})
		if !isGranted {
			continue
		}
		granted = append(granted, at)
		next := at + base<<(failed-1)
		if s.aborts > 0 && s.aborts < next {
			continue
		}
		ends = append(ends, end{next + s.takes[failed], i})
		attempts[i]++
	}
	return attempts, questions
}

// expectAnswer fails at the first answer that differs: the cause of those after it. One that an abort hides cannot be told.
func (q question) expectAnswer(t *testing.T, attempts int, s story, limits worker.RetryBudget) {
	t.Helper()
	wasGranted := attempts > q.failed
	if wasGranted == q.granted || q.granted && s.aborts > 0 {
		return
	}
	words := map[bool]string{true: "granted", false: "refused"}
	message := "The budget refused a retry that the rules grant."
	if wasGranted {
		message = "The budget granted a retry that the rules refuse."
	}
	checkkit.Fail(t, checkkit.Told{
		Message: message,
		Input: fmt.Sprintf("Percent %d, MinRetries %d, Window %v; at %v attempt %d of message %d fails; %d messages and %d retries count then",
			limits.Percent, limits.MinRetries, limits.Window, q.at, q.failed, q.index+1, q.messages, q.retries),
		Expected: fmt.Sprintf("%s: %d of at most max(%d, %d * %d / 100)", words[q.granted], q.retries, limits.MinRetries, q.messages, limits.Percent),
		Actual:   words[wasGranted],
	})
}

func compareWithRules(t *testing.T, stories []story, limits worker.RetryBudget) {
	b := newBench(t, func(o *worker.Options) {
		o.MaxAttempts, o.Base, o.RetryBudget, o.IsRetryable = modelAttempts, modelBase, &limits, unlessInvalid
	})
	orders := make([]*order, len(stories))
	for i, s := range stories {
		time.Sleep(s.begins - b.now())
		orders[i] = b.tell(s)
	}
	b.pass(long)
	attempts, questions := byTheRules(stories, limits, modelAttempts, modelBase)
	for _, question := range questions {
		question.expectAnswer(t, b.attemptsOf(orders[question.index]), stories[question.index], limits)
	}
	for i, expected := range attempts {
		if actual := b.attemptsOf(orders[i]); actual != expected {
			checkkit.Fail(t, checkkit.Told{
				Message: "With many messages, one had a different number of attempts from what the rules ask for.",
				Input: fmt.Sprintf("Percent %d, MinRetries %d, Window %v, MaxAttempts %d, Base %v; message %d of %d: %s",
					limits.Percent, limits.MinRetries, limits.Window, modelAttempts, modelBase, i+1, len(stories), stories[i]),
				Expected: "Handle is " + called(expected),
				Actual:   "Handle was " + called(actual),
			})
		}
	}
}

func (b *bench) tell(s story) *order {
	ctx, stop := context.WithCancel(context.Background())
	if s.aborts > 0 {
		time.AfterFunc(s.aborts-b.now(), stop)
	}
	return b.start(ctx, func(_ context.Context, attempt int) error {
		time.Sleep(s.takes[min(attempt, modelAttempts)-1])
		switch {
		case attempt > s.failures:
			return nil
		case s.retryable:
			return errors.New("down")
		default:
			return errInvalid
		}
	})
}

func (s story) String() string {
	text := fmt.Sprintf("begins at %v, ", s.begins)
	switch {
	case s.failures == 0:
		text += "succeeds"
	case s.failures > modelAttempts:
		text += "always fails"
	default:
		text += fmt.Sprintf("fails %d times", s.failures)
	}
	if s.failures > 0 && !s.retryable {
		text += ", not retryable"
	}
	if s.aborts > 0 {
		text += fmt.Sprintf(", its context is cancelled at %v", s.aborts)
	}
	return text
}
