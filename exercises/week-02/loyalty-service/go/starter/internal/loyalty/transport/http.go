// Package transport translates between HTTP and the use cases, and decides nothing itself.
package transport

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
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
	mux := http.NewServeMux()
	mux.HandleFunc("POST /loyalty/{id}/earn", answering(useCases.earn))
	mux.HandleFunc("POST /loyalty/{id}/redeem", answering(useCases.redeem))
	mux.HandleFunc("GET /loyalty/{id}", answering(useCases.showBalance))
	return mux
}

// The answers, field by field, so that what a use case returns besides stays inside.
type (
	earned struct {
		Balance int64       `json:"balance"`
		Tier    domain.Tier `json:"tier"`
	}
	redeemed struct {
		Balance int64 `json:"balance"`
	}
	shown struct {
		CustomerID string      `json:"customerId"`
		Balance    int64       `json:"balance"`
		Tier       domain.Tier `json:"tier"`
	}
	failed struct {
		Error string `json:"error"`
	}
)

var errBadRequest = errors.New("bad request")

func (u UseCases) earn(r *http.Request) (any, error) {
	var body struct {
		OrderID     string `json:"orderId"`
		AmountMinor *int64 `json:"amountMinor"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.OrderID == "" || body.AmountMinor == nil {
		return nil, errBadRequest
	}
	command := application.EarnCommand{CustomerID: r.PathValue("id"), OrderID: body.OrderID, AmountMinor: *body.AmountMinor}
	result, err := u.EarnPoints.Execute(r.Context(), command)
	return earned{Balance: result.Balance, Tier: result.Tier}, err
}

func (u UseCases) redeem(r *http.Request) (any, error) {
	var body struct {
		RedemptionID string `json:"redemptionId"`
		Points       *int64 `json:"points"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.RedemptionID == "" || body.Points == nil {
		return nil, errBadRequest
	}
	command := application.RedeemCommand{CustomerID: r.PathValue("id"), RedemptionID: body.RedemptionID, Points: *body.Points}
	result, err := u.RedeemReward.Execute(r.Context(), command)
	return redeemed{Balance: result.Balance}, err
}

func (u UseCases) showBalance(r *http.Request) (any, error) {
	view, err := u.GetBalance.Execute(r.Context(), application.BalanceQuery{CustomerID: r.PathValue("id")})
	return shown{CustomerID: view.CustomerID, Balance: view.Balance, Tier: view.Tier}, err
}

func answering(call func(r *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusOK
		answer, err := call(r)
		if err != nil {
			status, answer = failure(err)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(answer)
	}
}

// failure says what an error means to a caller. One that nobody foresaw says nothing: its text may name tables, hosts or
// customers.
func failure(err error) (int, any) {
	var conflict *application.ConcurrencyError
	switch {
	case errors.Is(err, errBadRequest), errors.Is(err, domain.ErrInvalidAmount):
		return http.StatusBadRequest, failed{"bad-request"}
	case errors.Is(err, application.ErrAccountNotFound):
		return http.StatusNotFound, failed{"not-found"}
	case errors.As(err, &conflict):
		return http.StatusConflict, failed{"conflict"}
	case errors.Is(err, domain.ErrInsufficientPoints):
		return http.StatusUnprocessableEntity, failed{"insufficient-points"}
	default:
		return http.StatusInternalServerError, failed{"internal"}
	}
}
