// The database is gone, and the text of the error holds what no customer should read.
// Set a breakpoint where your handler makes an answer of an error that it does not know.

package transport_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/transport"
)

type httpUnexpected struct{ failure error }

func (s httpUnexpected) Execute(context.Context, application.RedeemCommand) (application.RedeemResult, error) {
	return application.RedeemResult{}, s.failure
}

func TestMineHttpUnexpected(t *testing.T) {
	failing := httpUnexpected{errors.New(`loyalty-db-7 refused password "mocha"`)}
	handler := transport.NewHandler(transport.UseCases{RedeemReward: failing})

	body := strings.NewReader(`{"redemptionId": "mug-1", "points": 100}`)
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest("POST", "/loyalty/ana/redeem", body))
	if answer.Code != 500 {
		t.Errorf("the status: got %d, want 500", answer.Code)
	}
	told := map[string]any{}
	json.Unmarshal(answer.Body.Bytes(), &told)
	if got := fmt.Sprint(told); got != "map[error:internal]" {
		t.Errorf("the fields of the body: got %s, want map[error:internal]", got)
	}
}
