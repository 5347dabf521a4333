// Somebody mistypes a customer id and asks for its balance.
// Set a breakpoint where your GetBalance has loaded the account: what does it do with ErrAccountNotFound?

package application_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

// balanceOnDoubles stands for everything behind the ports of the use case.
type balanceOnDoubles struct {
	saves int
}

func (*balanceOnDoubles) Load(_ context.Context, _ string) (*domain.Account, int, error) {
	return nil, 0, application.ErrAccountNotFound
}

func (p *balanceOnDoubles) Save(_ context.Context, _ string, _ *domain.Account, _ int) error {
	p.saves++
	return nil
}

func (*balanceOnDoubles) Now() time.Time {
	return time.Unix(1_000_000, 0)
}

func TestMineBalanceOnDoubles(t *testing.T) {
	behind := &balanceOnDoubles{}
	getBalance := application.NewGetBalance(behind, behind)

	view, err := getBalance.Execute(t.Context(), application.BalanceQuery{CustomerID: "anna"})
	if !errors.Is(err, application.ErrAccountNotFound) {
		t.Errorf("the balance of an unknown customer: got %+v and the error %v, want ErrAccountNotFound", view, err)
	}
	if behind.saves != 0 {
		t.Errorf("how often something was saved: got %d, want 0", behind.saves)
	}
}
