// Ana earns points, and everything that happens is written down. The publisher takes its time.
// Set breakpoints where your EarnPoints saves, publishes and returns. In which order are they hit?

package application_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// saveBeforePublish stands for everything behind the ports of the use case.
type saveBeforePublish struct {
	journal []string
}

func (*saveBeforePublish) Load(_ context.Context, _ string) (*domain.Account, int, error) {
	return nil, 0, application.ErrAccountNotFound
}

func (p *saveBeforePublish) Save(_ context.Context, _ string, _ *domain.Account, _ int) error {
	p.journal = append(p.journal, "saved")
	return nil
}

func (p *saveBeforePublish) Publish(context.Context, []domain.Event) error {
	time.Sleep(time.Second) // the time of this test is not real: it costs nothing
	p.journal = append(p.journal, "published")
	return nil
}

func (*saveBeforePublish) Now() time.Time {
	return time.Unix(1_000_000, 0)
}

func TestMineSaveBeforePublish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		behind := &saveBeforePublish{}
		earnPoints := application.NewEarnPoints(behind, behind, behind)

		_, err := earnPoints.Execute(t.Context(), application.EarnCommand{CustomerID: "ana", OrderID: "order-17", AmountMinor: 5_000})
		if got := fmt.Sprint(behind.journal); got != "[saved published]" || err != nil {
			t.Errorf("what happened until the answer: got %s and the error %v, want [saved published]", got, err)
		}
	})
}
