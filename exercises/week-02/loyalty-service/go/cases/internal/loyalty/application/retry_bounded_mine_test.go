// Ana's account is so busy that every save is a conflict. On another day, the connection breaks during the save.
// Set a breakpoint where your code looks at the error of a save: what decides whether there is another try?

package application_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// retryBounded stands for everything behind the ports of the use case.
type retryBounded struct {
	saves   int
	failure error
}

func (*retryBounded) Load(_ context.Context, _ string) (*domain.Account, int, error) {
	return nil, 0, application.ErrAccountNotFound
}

func (p *retryBounded) Save(_ context.Context, _ string, _ *domain.Account, _ int) error {
	p.saves++
	if p.saves > 10 {
		return nil
	}
	return p.failure
}

func (*retryBounded) Publish(context.Context, []domain.Event) error {
	return nil
}

func (*retryBounded) Now() time.Time {
	return time.Unix(1_000_000, 0)
}

func TestMineRetryBounded(t *testing.T) {
	for _, day := range []struct {
		failure error
		want    int
	}{
		{&application.ConcurrencyError{Expected: 0, Actual: 1}, 3},
		{errors.New("connection reset"), 1},
	} {
		behind := &retryBounded{failure: day.failure}
		earnPoints := application.NewEarnPoints(behind, behind, behind)

		_, err := earnPoints.Execute(t.Context(), application.EarnCommand{CustomerID: "ana", OrderID: "order-17", AmountMinor: 5_000})
		if behind.saves != day.want || !errors.Is(err, day.failure) {
			t.Errorf("every save fails with %q: got %d saves and the error %v, want %d and that error", day.failure, behind.saves, err, day.want)
		}
	}
}
