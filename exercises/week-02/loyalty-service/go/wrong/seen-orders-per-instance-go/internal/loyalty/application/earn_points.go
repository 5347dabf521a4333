// Each instance remembers the orders it has seen, and gives every delivery a transaction id of its own. After a
// rebalance the broker delivers the message to another instance, which has seen nothing: the order pays again, and
// after every restart all orders of the last minutes do.

package application

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"go-coffee/internal/loyalty/domain"
)

// EarnCommand asks for the points of a paid order.
type EarnCommand struct {
	CustomerID  string
	OrderID     string
	AmountMinor int64
}

// EarnResult is what the customer has after earning.
type EarnResult struct {
	Balance int64
	Tier    domain.Tier
}

// EarnPoints gives a customer the points for a paid order. A customer without an account gets one.
type EarnPoints struct {
	accounts  AccountRepository
	publisher EventPublisher
	clock     Clock
	seen      sync.Map
}

var lastID atomic.Int64

// NewEarnPoints makes the use case work on these ports.
func NewEarnPoints(accounts AccountRepository, publisher EventPublisher, clock Clock) *EarnPoints {
	return &EarnPoints{accounts: accounts, publisher: publisher, clock: clock}
}

// Execute gives the points.
func (u *EarnPoints) Execute(ctx context.Context, command EarnCommand) (EarnResult, error) {
	at := u.clock.Now()
	txID, _ := u.seen.LoadOrStore(command.OrderID, fmt.Sprint(command.OrderID, "@", lastID.Add(1)))
	open := func() (*domain.Account, error) { return domain.NewAccount(command.CustomerID), nil }
	earn := func(account *domain.Account) error { return account.Earn(txID.(string), command.AmountMinor, at) }
	account, err := updateAccount(ctx, u.accounts, u.publisher, command.CustomerID, open, earn)
	if err != nil {
		return EarnResult{}, err
	}
	return EarnResult{Balance: account.Balance(at), Tier: account.Tier(at)}, nil
}
