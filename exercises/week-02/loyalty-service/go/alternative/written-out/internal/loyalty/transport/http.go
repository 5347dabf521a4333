// Package transport translates between HTTP and the use cases, and decides nothing itself.
package transport

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

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

type handler struct{ UseCases }

// NewHandler serves the three routes without a ServeMux, and answers with maps.
func NewHandler(useCases UseCases) http.Handler { return handler{useCases} }

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	if len(parts) < 2 || len(parts) > 3 || parts[0] != "loyalty" || parts[1] == "" {
		answer(w, http.StatusNotFound, map[string]any{"error": "not-found"})
		return
	}
	id := strings.TrimPrefix(r.URL.Path, "/loyalty/")
	route := r.Method
	if len(parts) == 3 {
		route += " " + parts[2]
		id = strings.TrimSuffix(id, "/"+parts[2])
	}
	switch route {
	case "GET":
		h.show(w, r, id)
	case "POST earn":
		h.earn(w, r, id)
	case "POST redeem":
		h.redeem(w, r, id)
	default:
		answer(w, http.StatusNotFound, map[string]any{"error": "not-found"})
	}
}

func (h handler) show(w http.ResponseWriter, r *http.Request, id string) {
	view, err := h.GetBalance.Execute(r.Context(), application.BalanceQuery{CustomerID: id})
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, map[string]any{"customerId": view.CustomerID, "balance": view.Balance, "tier": view.Tier})
}

func (h handler) earn(w http.ResponseWriter, r *http.Request, id string) {
	orderID, amount, err := readFields(r, "orderId", "amountMinor")
	if err != nil {
		refuse(w, err)
		return
	}
	command := application.EarnCommand{CustomerID: id, OrderID: orderID, AmountMinor: amount}
	result, err := h.EarnPoints.Execute(r.Context(), command)
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, map[string]any{"balance": result.Balance, "tier": result.Tier})
}

func (h handler) redeem(w http.ResponseWriter, r *http.Request, id string) {
	redemptionID, points, err := readFields(r, "redemptionId", "points")
	if err != nil {
		refuse(w, err)
		return
	}
	command := application.RedeemCommand{CustomerID: id, RedemptionID: redemptionID, Points: points}
	result, err := h.RedeemReward.Execute(r.Context(), command)
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, http.StatusOK, map[string]any{"balance": result.Balance})
}

// readFields reads a text that is not empty and a whole number from a JSON object.
func readFields(r *http.Request, textName, numberName string) (text string, number int64, err error) {
	var body map[string]json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return "", 0, domain.ErrInvalidAmount
	}
	textError := json.Unmarshal(body[textName], &text)
	numberError := json.Unmarshal(body[numberName], &number)
	if textError != nil || numberError != nil || text == "" || string(body[numberName]) == "null" {
		return "", 0, domain.ErrInvalidAmount
	}
	return text, number, nil
}

func refuse(w http.ResponseWriter, err error) {
	status, code := http.StatusInternalServerError, "internal"
	if errors.Is(err, domain.ErrInvalidAmount) {
		status, code = http.StatusBadRequest, "bad-request"
	}
	if errors.Is(err, application.ErrAccountNotFound) {
		status, code = http.StatusNotFound, "not-found"
	}
	if errors.Is(err, domain.ErrInsufficientPoints) {
		status, code = http.StatusUnprocessableEntity, "insufficient-points"
	}
	if conflict := new(application.ConcurrencyError); errors.As(err, &conflict) {
		status, code = http.StatusConflict, "conflict"
	}
	answer(w, status, map[string]any{"error": code})
}

func answer(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
