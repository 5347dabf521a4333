package loyalty_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/transport"
)

// stubs stand in for the use cases: they answer what the check wants, and write down what reached them.
type stubs struct {
	calls   []string
	balance int64
	failure error
}

type stubEarn struct{ *stubs }
type stubRedeem struct{ *stubs }
type stubBalance struct{ *stubs }

func (s stubEarn) Execute(_ context.Context, c application.EarnCommand) (application.EarnResult, error) {
	s.calls = append(s.calls, fmt.Sprintf("earn %q %q %d", c.CustomerID, c.OrderID, c.AmountMinor))
	return application.EarnResult{Balance: s.balance, Tier: domain.Gold}, s.failure
}

func (s stubRedeem) Execute(_ context.Context, c application.RedeemCommand) (application.RedeemResult, error) {
	s.calls = append(s.calls, fmt.Sprintf("redeem %q %q %d", c.CustomerID, c.RedemptionID, c.Points))
	return application.RedeemResult{Balance: s.balance}, s.failure
}

func (s stubBalance) Execute(_ context.Context, q application.BalanceQuery) (application.BalanceView, error) {
	s.calls = append(s.calls, fmt.Sprintf("balance %q", q.CustomerID))
	return application.BalanceView{CustomerID: q.CustomerID, Balance: s.balance, Tier: domain.Gold}, s.failure
}

func (s *stubs) handler() http.Handler {
	return transport.NewHandler(transport.UseCases{EarnPoints: stubEarn{s}, RedeemReward: stubRedeem{s}, GetBalance: stubBalance{s}})
}

// request sends a request to a handler on new stubs, and tells what reached them.
func request(t *testing.T, method, path, body string) (answer, []string) {
	t.Helper()
	s := &stubs{balance: 7}
	return send(t, s.handler(), method, path, body), s.calls
}

const (
	earning   = `{"orderId":"order-1","amountMinor":5000}`
	redeeming = `{"redemptionId":"mug-1","points":100}`
)

var requests = []struct{ method, path, body, call, shape string }{
	{"POST", "/loyalty/ana/earn", earning, `earn "ana" "order-1" 5000`, `{"balance":0,"tier":"gold"}`},
	{"POST", "/loyalty/ana/redeem", redeeming, `redeem "ana" "mug-1" 100`, `{"balance":0}`},
	{"GET", "/loyalty/ana", "", `balance "ana"`, `{"balance":0,"customerId":"ana","tier":"gold"}`},
}

func checkHTTPRoutes(t *testing.T) {
	for _, r := range requests {
		got, calls := request(t, r.method, r.path, r.body)
		equalf(t, calls, []string{r.call}, "A request does not call its use case once, with what came in, or calls another one.",
			r.method+" "+r.path+" "+r.body+": calls of use cases")
		balance := got.body["balance"]
		if balance == nil {
			balance = got.body["Balance"] // http-dto judges the name
		}
		equalf(t, fmt.Sprint(got.status, " ", balance), "200 7", "What the use case returned is not answered with 200.",
			r.method+" "+r.path+", and the use case returns balance 7: status, balance")
	}
	const mallory = `"customerId":"mallory","CustomerID":"mallory","id":"mallory"`
	for _, r := range requests[:2] {
		for _, body := range []string{"{" + mallory + "," + r.body[1:], r.body[:len(r.body)-1] + "," + mallory + "}"} {
			_, calls := request(t, r.method, r.path, body)
			equalf(t, calls, []string{r.call}, "The customer is not the one in the path.", r.method+" "+r.path+" "+body+": calls of use cases")
		}
	}
	decodesIDs(t)
	takesEveryValue(t)
}

func decodesIDs(t *testing.T) {
	for segment, id := range map[string]string{
		"Zo%C3%AB%20%2F7": "Zoë /7", "a+b": "a+b", "a%2Bb": "a+b", "100%25": "100%", "a%2541": "a%41",
		"%20ana%20": " ana ", "ANA": "ANA", "earn": "earn", "__proto__": "__proto__", "a%3Fb%23c": "a?b#c", "0": "0", "%20": " ",
	} {
		for _, r := range requests {
			path := strings.Replace(r.path, "ana", segment, 1)
			got, calls := request(t, r.method, path, r.body)
			expected := strings.Replace(r.call, `"ana"`, fmt.Sprintf("%q", id), 1)
			equalf(t, fmt.Sprint(got.status, calls), fmt.Sprint(200, []string{expected}),
				"The customer id of the path is not decoded once, and else left as it is.", r.method+" "+path+": status, calls of use cases")
		}
	}
}

func takesEveryValue(t *testing.T) {
	for _, amount := range []int64{0, -5, 1, 450, 1 << 60} {
		for _, id := range []string{"x", " x ", "X", "0", "__proto__", "undefined", "a%20b", " "} {
			earned, earnCalls := request(t, "POST", "/loyalty/ana/earn", fmt.Sprintf(`{"orderId":%q,"amountMinor":%d}`, id, amount))
			redeemed, redeemCalls := request(t, "POST", "/loyalty/ana/redeem", fmt.Sprintf(`{"redemptionId":%q,"points":%d}`, id, amount))
			equalf(t, fmt.Sprint(earned.status, earnCalls, redeemed.status, redeemCalls),
				fmt.Sprintf("200 [earn \"ana\" %q %d] 200 [redeem \"ana\" %q %d]", id, amount, id, amount),
				"The transport refuses or changes a value that is for the use case to judge.",
				fmt.Sprintf("POST …/earn and …/redeem with the id %q and the amount %d: statuses, calls of use cases", id, amount))
		}
	}
}

func checkHTTPBadInput(t *testing.T) {
	for _, whole := range []string{``, `{"orderId":`, `[]`, `null`, `"text"`, `17`, `true`, `[` + earning + `]`, `[` + redeeming + `]`, `{}`} {
		isBadRequest(t, "earn", whole)
		isBadRequest(t, "redeem", whole)
	}
	for _, id := range []string{``, `"orderId":"",`, `"orderId":17,`, `"orderId":null,`, `"orderId":true,`, `"orderId":{},`, `"orderId":["x"],`} {
		isBadRequest(t, "earn", `{`+id+`"amountMinor":5000}`)
		isBadRequest(t, "redeem", `{`+strings.Replace(id, "orderId", "redemptionId", 1)+`"points":100}`)
	}
	for _, amount := range []string{``, `"5000"`, `""`, `null`, `true`, `{}`, `[5000]`, `1.5`, `-0.5`} {
		if amount != "" {
			amount = `,"amount":` + amount
		}
		isBadRequest(t, "earn", `{"orderId":"order-1"`+strings.Replace(amount, "amount", "amountMinor", 1)+`}`)
		isBadRequest(t, "redeem", `{"redemptionId":"mug-1"`+strings.Replace(amount, "amount", "points", 1)+`}`)
	}
	isBadRequest(t, "earn", redeeming)
	isBadRequest(t, "redeem", earning)
}

func isBadRequest(t *testing.T, action, body string) {
	t.Helper()
	got, calls := request(t, "POST", "/loyalty/ana/"+action, body)
	equalf(t, fmt.Sprint(got.status, " ", got.text, calls), `400 {"error":"bad-request"}[]`,
		"Bad input does not get 400 and \"bad-request\", or reaches a use case.",
		"POST /loyalty/ana/"+action+" '"+body+"': status, body, calls of use cases")
}

func checkHTTPDTO(t *testing.T) {
	for _, r := range requests {
		got := send(t, (&stubs{}).handler(), r.method, r.path, r.body)
		equalf(t, fmt.Sprint(got.status, " ", got.text), "200 "+r.shape, "An answer does not hold its fields and no others.",
			r.method+" "+r.path+", and the use case returns balance 0, tier gold: status, body (fields sorted by name)")
	}
}
