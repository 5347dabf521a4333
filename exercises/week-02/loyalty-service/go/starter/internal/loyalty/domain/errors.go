package domain

import "errors"

var (
	// ErrInsufficientPoints says that the account holds fewer points than the reward costs.
	ErrInsufficientPoints = errors.New("insufficient points")
	// ErrInvalidAmount says that no purchase and no reward can have this amount of money or points.
	ErrInvalidAmount = errors.New("invalid amount")
	// ErrUnknownPurchase says that a purchase is to be reversed that never brought points to this account.
	ErrUnknownPurchase = errors.New("unknown purchase")
)
