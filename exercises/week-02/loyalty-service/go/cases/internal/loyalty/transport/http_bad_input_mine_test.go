// Three requests to earn that make no sense: no order id, no amount, and a body that breaks off.
// Set a breakpoint where your handler has decoded the body: what does it make of a field that is missing?

package transport_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/transport"
)

type httpBadInput struct{ reached int }

func (s *httpBadInput) Execute(context.Context, application.EarnCommand) (application.EarnResult, error) {
	s.reached++
	return application.EarnResult{Balance: 30, Tier: domain.Bronze}, nil
}

func TestMineHttpBadInput(t *testing.T) {
	for _, body := range []string{`{"amountMinor": 5000}`, `{"orderId": "order-17"}`, `{"orderId":`} {
		earnPoints := &httpBadInput{}
		handler := transport.NewHandler(transport.UseCases{EarnPoints: earnPoints})

		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest("POST", "/loyalty/ana/earn", strings.NewReader(body)))
		if answer.Code != 400 {
			t.Errorf("the status for the body %s: got %d, want 400", body, answer.Code)
		}
		if earnPoints.reached != 0 {
			t.Errorf("how often the use case was called for the body %s: got %d, want 0", body, earnPoints.reached)
		}
	}
}
