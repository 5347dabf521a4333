// A redemption of 100 points comes in for a customer who has 30. Whether that works is not for the handler to say.
// Set a breakpoint where your handler serves a redemption: which use cases does it call, and with what?

package transport_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/transport"
)

type (
	httpRoutesRedeem  struct{ reached *[]string }
	httpRoutesBalance struct{ reached *[]string }
)

func (s httpRoutesRedeem) Execute(_ context.Context, c application.RedeemCommand) (application.RedeemResult, error) {
	*s.reached = append(*s.reached, fmt.Sprintf("redeem %d points of %s as %s", c.Points, c.CustomerID, c.RedemptionID))
	return application.RedeemResult{Balance: 30}, nil
}

func (s httpRoutesBalance) Execute(_ context.Context, q application.BalanceQuery) (application.BalanceView, error) {
	*s.reached = append(*s.reached, "balance of "+q.CustomerID)
	return application.BalanceView{CustomerID: q.CustomerID, Balance: 30, Tier: domain.Bronze}, nil
}

func TestMineHttpRoutes(t *testing.T) {
	var reached []string
	handler := transport.NewHandler(transport.UseCases{
		RedeemReward: httpRoutesRedeem{&reached},
		GetBalance:   httpRoutesBalance{&reached},
	})

	body := strings.NewReader(`{"redemptionId": "mug-1", "points": 100}`)
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest("POST", "/loyalty/Zo%C3%AB/redeem", body))
	if got, want := fmt.Sprint(reached), "[redeem 100 points of Zoë as mug-1]"; got != want {
		t.Errorf("the use cases that were called, and with what: got %s, want %s", got, want)
	}
	if answer.Code != 200 {
		t.Errorf("the status when the use case accepts: got %d, want 200", answer.Code)
	}
}
