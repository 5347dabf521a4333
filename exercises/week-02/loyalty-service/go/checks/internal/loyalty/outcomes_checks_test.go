package loyalty_test

import (
	"errors"
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
)

// mustSucceed fails the check with what the call returned instead of a result.
func mustSucceed(t *testing.T, err error, input string) {
	t.Helper()
	if err != nil {
		checkkit.Fail(t, checkkit.Told{Message: "A call fails that has to succeed.", Input: input, Expected: "no error", Actual: "the error: " + err.Error()})
	}
}

// mustFailWith fails the check unless errors.Is finds the expected error.
func mustFailWith(t *testing.T, err, expected error, input string) {
	t.Helper()
	if !errors.Is(err, expected) {
		checkkit.Fail(t, checkkit.Told{
			Message:  fmt.Sprintf("A call does not fail with the error %q.", expected),
			Input:    input,
			Expected: "the error: " + expected.Error(),
			Actual:   fmt.Sprint("the error: ", err),
		})
	}
}

func mustBeConflict(t *testing.T, err error, input string) *application.ConcurrencyError {
	t.Helper()
	var conflict *application.ConcurrencyError
	if !errors.As(err, &conflict) {
		checkkit.Fail(t, checkkit.Told{
			Message:  "A call does not fail with a *ConcurrencyError.",
			Input:    input,
			Expected: "a *ConcurrencyError",
			Actual:   fmt.Sprint("the error: ", err),
		})
	}
	return conflict
}
