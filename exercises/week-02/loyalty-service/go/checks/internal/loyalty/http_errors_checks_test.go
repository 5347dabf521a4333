package loyalty_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

func checkHTTPErrors(t *testing.T) {
	for _, e := range []struct {
		err    error
		status int
		code   string
	}{
		{domain.ErrInvalidAmount, 400, "bad-request"},
		{application.ErrAccountNotFound, 404, "not-found"},
		{&application.ConcurrencyError{Expected: 3, Actual: 4}, 409, "conflict"},
		{domain.ErrInsufficientPoints, 422, "insufficient-points"},
	} {
		for _, err := range []error{e.err, fmt.Errorf("customer ana: %w", e.err)} {
			failsWith(t, err, fmt.Sprintf(`%d {"error":%q}`, e.status, e.code), "An expected failure does not get its status and its error.")
		}
	}
	knowsNoOtherRoute(t)
}

// failsWith lets the use case of each route fail, and compares status and body of the answer.
func failsWith(t *testing.T, err error, expected, message string) {
	t.Helper()
	for _, r := range requests {
		s := &stubs{failure: err}
		got := send(t, s.handler(), r.method, r.path, r.body)
		equalf(t, fmt.Sprint(got.status, " ", got.text, ", ", len(s.calls)), expected+", 1", message,
			fmt.Sprintf("%s %s, and the use case fails with %q: status, body, calls of use cases", r.method, r.path, err))
	}
}

func knowsNoOtherRoute(t *testing.T) {
	for _, path := range []string{
		"/", "/loyalty", "/loyalty/", "/x/loyalty/ana", "/loyaltyx/ana", "/LOYALTY/ana", "/loyalty/ana/", "/api/loyalty/ana/earn",
		"/loyalty/ana/burn", "/loyalty/ana/earnings", "/loyalty/ana/earn/", "/loyalty/ana/earn/more", "/loyalty/ana/redeem/more",
		"/loyalty/ana/EARN", "/loyalty/ana/bo/earn", "/loyalty/ana/balance", "/loyalty/ana/x/redeem",
	} {
		isUnknown(t, "GET", path)
		isUnknown(t, "POST", path)
	}
	for _, method := range []string{"PUT", "PATCH", "DELETE", "OPTIONS"} {
		for _, r := range requests {
			isUnknown(t, method, r.path)
		}
	}
	isUnknown(t, "GET", "/loyalty/ana/earn")
	isUnknown(t, "GET", "/loyalty/ana/redeem")
	isUnknown(t, "POST", "/loyalty/ana")
}

func isUnknown(t *testing.T, method, path string) {
	t.Helper()
	statuses := []int{404, 405}
	if path == "/loyalty/" {
		statuses = append(statuses, 400)
	}
	s, recorder := &stubs{}, httptest.NewRecorder()
	body := `{"orderId":"order-1","amountMinor":5000,"redemptionId":"mug-1","points":100}`
	s.handler().ServeHTTP(recorder, httptest.NewRequest(method, path, strings.NewReader(body)))
	status := recorder.Code
	mustBe(t, slices.Contains(statuses, status) && len(s.calls) == 0,
		"A path or method that is not among the routes is answered as if it were.", method+" "+path,
		fmt.Sprint("one of the statuses ", statuses, ", and no call of a use case"), fmt.Sprint("status ", status, ", calls of use cases: ", s.calls))
}

func checkHTTPUnexpected(t *testing.T) {
	for _, cause := range []error{
		errors.New("dial tcp loyalty-db-7:5432: password=hunter2 refused"),
		errors.New("not found"),
		&json.SyntaxError{Offset: 7},
		io.EOF,
		fmt.Errorf("read: %w", io.ErrUnexpectedEOF),
		context.Canceled,
		context.DeadlineExceeded,
		domain.ErrUnknownPurchase,
		&infrastructure.VersionMismatchError{Expected: 3, Actual: 4},
	} {
		failsWith(t, cause, `500 {"error":"internal"}`, "An unexpected failure does not get 500 and \"internal\", and nothing else.")
	}
}
