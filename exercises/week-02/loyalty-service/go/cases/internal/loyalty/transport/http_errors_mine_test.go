// A redemption fails for each of the reasons that a use case knows. Somebody in between has added where it happened.
// Set a breakpoint where your handler makes a status of an error: how does it recognise one?

package transport_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/transport"
)

type httpErrors struct{ failure error }

func (s httpErrors) Execute(context.Context, application.RedeemCommand) (application.RedeemResult, error) {
	return application.RedeemResult{}, s.failure
}

func TestMineHttpErrors(t *testing.T) {
	for _, refusal := range []struct {
		failure error
		want    string
	}{
		{application.ErrAccountNotFound, "404 not-found"},
		{&application.ConcurrencyError{Expected: 3, Actual: 4}, "409 conflict"},
		{domain.ErrInsufficientPoints, "422 insufficient-points"},
		{domain.ErrInvalidAmount, "400 bad-request"},
	} {
		failing := httpErrors{fmt.Errorf("customer ana: %w", refusal.failure)}
		handler := transport.NewHandler(transport.UseCases{RedeemReward: failing})

		body := strings.NewReader(`{"redemptionId": "mug-1", "points": 100}`)
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest("POST", "/loyalty/ana/redeem", body))
		var told struct{ Error string }
		json.Unmarshal(answer.Body.Bytes(), &told)
		if got := fmt.Sprint(answer.Code, " ", told.Error); got != refusal.want {
			t.Errorf("the answer to %q: got %s, want %s", failing.failure, got, refusal.want)
		}
	}
}
