package loyalty_test

import (
	"errors"
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
)

func equalf(t *testing.T, actual, expected any, message, input string) {
	t.Helper()
	checkkit.Equal(t, actual, expected, checkkit.Told{Message: message, Input: input})
}

// mustBe fails the check unless the rule holds.
func mustBe(t *testing.T, holds bool, message, input string, expected, actual any) {
	t.Helper()
	if !holds {
		checkkit.Fail(t, checkkit.Told{Message: message, Input: input, Expected: fmt.Sprint(expected), Actual: fmt.Sprint(actual)})
	}
}

// mustSucceed fails the check with what the call returned instead of a result.
func mustSucceed(t *testing.T, err error, input string) {
	t.Helper()
	mustBe(t, err == nil, "A call fails that has to succeed.", input, "no error", err)
}

// mustFailWith fails the check unless errors.Is finds the expected error.
func mustFailWith(t *testing.T, err, expected error, input string) {
	t.Helper()
	mustBe(t, errors.Is(err, expected), fmt.Sprintf("A call does not fail with the error %q.", expected), input, expected, err)
}

func mustBeConflict(t *testing.T, err error, input string) *application.ConcurrencyError {
	t.Helper()
	var conflict *application.ConcurrencyError
	is := errors.As(err, &conflict)
	mustBe(t, is, "A call does not fail with a *ConcurrencyError.", input, "a *ConcurrencyError", err)
	return conflict
}
