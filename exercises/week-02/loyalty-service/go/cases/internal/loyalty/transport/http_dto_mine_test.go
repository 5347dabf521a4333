// GetBalance returns a Go struct, and a client reads JSON. The names of the fields are a promise to the client.
// Set a breakpoint where your handler puts the body of an answer together: from where do the names come?

package transport_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/transport"
)

type httpDto struct{}

func (httpDto) Execute(context.Context, application.BalanceQuery) (application.BalanceView, error) {
	return application.BalanceView{CustomerID: "ana", Balance: 30, Tier: domain.Bronze}, nil
}

func TestMineHttpDto(t *testing.T) {
	handler := transport.NewHandler(transport.UseCases{GetBalance: httpDto{}})

	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest("GET", "/loyalty/ana", nil))
	fields := map[string]any{}
	json.Unmarshal(answer.Body.Bytes(), &fields)
	if got, want := fmt.Sprint(fields), "map[balance:30 customerId:ana tier:bronze]"; got != want {
		t.Errorf("the fields of the body: got %s, want %s", got, want)
	}
}
