// Package transport translates between HTTP and the use cases, and decides nothing itself.
package transport

import (
	"context"
	"net/http"

	"go-coffee/internal/loyalty/application"
)

// EarnPoints, RedeemReward and GetBalance are what the handler calls. Anything with these methods will do.
type (
	EarnPoints interface {
		Execute(ctx context.Context, command application.EarnCommand) (application.EarnResult, error)
	}
	RedeemReward interface {
		Execute(ctx context.Context, command application.RedeemCommand) (application.RedeemResult, error)
	}
	GetBalance interface {
		Execute(ctx context.Context, query application.BalanceQuery) (application.BalanceView, error)
	}
)

// UseCases are the use cases behind the handler.
type UseCases struct {
	EarnPoints   EarnPoints
	RedeemReward RedeemReward
	GetBalance   GetBalance
}

// NewHandler serves POST /loyalty/{id}/earn, POST /loyalty/{id}/redeem and GET /loyalty/{id}.
func NewHandler(useCases UseCases) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "not written yet: read the request, call one use case, answer with its result or its error", http.StatusNotImplemented)
	})
}
