package loyalty_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/transport"
)

// stubs stand in for the use cases: they answer what the check wants, and write down what reached them.
type stubs struct {
	calls   []string
	failure error
}

type stubEarn struct{ *stubs }
type stubRedeem struct{ *stubs }
type stubBalance struct{ *stubs }

func (s stubEarn) Execute(_ context.Context, c application.EarnCommand) (application.EarnResult, error) {
	s.calls = append(s.calls, fmt.Sprintf("earn %+v", c))
	return application.EarnResult{Balance: 7, Tier: domain.Gold}, s.failure
}

func (s stubRedeem) Execute(_ context.Context, c application.RedeemCommand) (application.RedeemResult, error) {
	s.calls = append(s.calls, fmt.Sprintf("redeem %+v", c))
	return application.RedeemResult{Balance: 7}, s.failure
}

func (s stubBalance) Execute(_ context.Context, q application.BalanceQuery) (application.BalanceView, error) {
	s.calls = append(s.calls, fmt.Sprintf("balance %+v", q))
	return application.BalanceView{CustomerID: q.CustomerID, Balance: 7, Tier: domain.Gold}, s.failure
}

func (s *stubs) send(t *testing.T, method, path, body string) answer {
	t.Helper()
	useCases := transport.UseCases{EarnPoints: stubEarn{s}, RedeemReward: stubRedeem{s}, GetBalance: stubBalance{s}}
	return send(t, transport.NewHandler(useCases), method, path, body)
}

var requests = []struct{ method, path, body string }{
	{"POST", "/loyalty/ana/earn", `{"orderId":"order-1","amountMinor":5000}`},
	{"POST", "/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":100}`},
	{"GET", "/loyalty/ana", ""},
}

func checkHTTPRoutes(t *testing.T) {
	s := &stubs{}
	for _, r := range requests {
		got := s.send(t, r.method, r.path, r.body)
		balance := got.body["balance"]
		if balance == nil {
			balance = got.body["Balance"] // http-dto judges the name
		}
		checkkit.Equal(t, fmt.Sprint(got.status, balance), "200 7", checkkit.Told{
			Message: "The transport decides for itself instead of passing on what the use case says.",
			Input:   r.method + " " + r.path + " on a stub that accepts everything and returns balance 7: status, balance",
		})
	}
	checkkit.Equal(t, s.calls, []string{
		fmt.Sprintf("earn %+v", application.EarnCommand{CustomerID: "ana", OrderID: "order-1", AmountMinor: 5_000}),
		fmt.Sprintf("redeem %+v", application.RedeemCommand{CustomerID: "ana", RedemptionID: "mug-1", Points: 100}),
		fmt.Sprintf("balance %+v", application.BalanceQuery{CustomerID: "ana"}),
	}, checkkit.Told{
		Message: "A request does not reach its use case once, with exactly what came in. Whatever the transport adds or decides, the next transport will not.",
		Input:   "POST …/earn, POST …/redeem, GET, on stubs of the use cases",
	})
	s.calls = nil
	encoded := s.send(t, "GET", "/loyalty/Zo%C3%AB%20%2F7", "")
	checkkit.Equal(t, fmt.Sprint(encoded.status, s.calls), "200 [balance {CustomerID:Zoë /7}]", checkkit.Told{
		Message: "The customer id in the path is not decoded: this customer would get a second account.",
		Input:   "GET /loyalty/Zo%C3%AB%20%2F7",
	})
}

func checkHTTPBadInput(t *testing.T) {
	bad := []struct{ path, body string }{
		{"/loyalty/ana/earn", ``},
		{"/loyalty/ana/earn", `{"orderId":`},
		{"/loyalty/ana/earn", `[]`},
		{"/loyalty/ana/earn", `null`},
		{"/loyalty/ana/earn", `{"amountMinor":5000}`},
		{"/loyalty/ana/earn", `{"orderId":"","amountMinor":5000}`},
		{"/loyalty/ana/earn", `{"orderId":17,"amountMinor":5000}`},
		{"/loyalty/ana/earn", `{"orderId":"order-1","amountMinor":"5000"}`},
		{"/loyalty/ana/earn", `{"orderId":"order-1"}`},
		{"/loyalty/ana/redeem", `"mug-1"`},
		{"/loyalty/ana/redeem", `{"redemptionId":"mug-1"}`},
		{"/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":null}`},
		{"/loyalty/ana/redeem", `{"redemptionId":"mug-1","points":1.5}`},
	}
	for _, b := range bad {
		s := &stubs{}
		input := fmt.Sprintf("POST %s %s", b.path, b.body)
		got := s.send(t, "POST", b.path, b.body)
		checkkit.Equal(t, fmt.Sprint(got.status, " ", got.body["error"]), "400 bad-request", checkkit.Told{
			Message: "A request that makes no sense is not answered with 400. The caller is told nothing about its mistake, or your alarms ring for it.",
			Input:   input,
		})
		checkkit.Equal(t, len(s.calls), 0, checkkit.Told{Message: "A request that makes no sense reaches a use case.", Input: input})
	}
}

func checkHTTPErrors(t *testing.T) {
	expected := []struct {
		err    error
		status int
		code   string
	}{
		{application.ErrAccountNotFound, 404, "not-found"},
		{domain.ErrInsufficientPoints, 422, "insufficient-points"},
		{&application.ConcurrencyError{Expected: 3, Actual: 4}, 409, "conflict"},
		{domain.ErrInvalidAmount, 400, "bad-request"},
	}
	for _, e := range expected {
		for _, r := range requests {
			for _, err := range []error{e.err, fmt.Errorf("customer ana: %w", e.err)} {
				got := (&stubs{failure: err}).send(t, r.method, r.path, r.body)
				checkkit.Equal(t, fmt.Sprint(got.status, " ", got.body["error"]), fmt.Sprint(e.status, " ", e.code), checkkit.Told{
					Message: "The status does not say what happened, so a client cannot know whether to try again, to correct itself or to give up.",
					Input:   fmt.Sprintf("%s %s, and the use case fails with %q", r.method, r.path, err),
				})
			}
		}
	}
	for _, r := range []struct{ method, path string }{
		{"GET", "/"}, {"GET", "/loyalty/"}, {"DELETE", "/loyalty/ana"}, {"GET", "/loyalty/ana/earn"}, {"POST", "/loyalty/ana/burn"},
	} {
		status := statusOf((&stubs{}).handler(), r.method, r.path)
		if status != 404 && status != 405 {
			checkkit.Fail(t, checkkit.Told{
				Message:  "A path or method that does not exist is answered as if it did.",
				Input:    r.method + " " + r.path,
				Expected: "status 404, or 405 for a method",
				Actual:   fmt.Sprint("status ", status),
			})
		}
	}
}

func checkHTTPUnexpected(t *testing.T) {
	for _, r := range requests {
		cause := errors.New("dial tcp loyalty-db-7:5432: password=hunter2 refused")
		got := (&stubs{failure: cause}).send(t, r.method, r.path, r.body)
		input := fmt.Sprintf("%s %s, and the use case fails with %q", r.method, r.path, cause)
		checkkit.Equal(t, got.status, 500, checkkit.Told{
			Message: "An error that nobody foresaw is not answered with 500: monitoring sees no failure.",
			Input:   input,
		})
		checkkit.Equal(t, got.text, `{"error":"internal"}`, checkkit.Told{
			Message: "The answer to an unforeseen error tells about the inside. Texts of errors hold hosts, queries and passwords.",
			Input:   input,
		})
	}
}

func checkHTTPDTO(t *testing.T) {
	shapes := []string{
		`{"balance":7,"tier":"gold"}`,
		`{"balance":7}`,
		`{"balance":7,"customerId":"ana","tier":"gold"}`,
	}
	for i, r := range requests {
		got := (&stubs{}).send(t, r.method, r.path, r.body)
		checkkit.Equal(t, got.text, shapes[i], checkkit.Told{
			Message: "An answer holds what the use case happens to return, under the names that its fields happen to have. Renaming a Go field would break every client.",
			Input:   r.method + " " + r.path + " (fields sorted by name)",
		})
	}
}
