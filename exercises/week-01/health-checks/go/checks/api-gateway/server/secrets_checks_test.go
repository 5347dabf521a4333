package server_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go-coffee/api-gateway/server"
	"go-coffee/internal/codealong/checkkit"
)

const url = "postgres://app:hunter2@db-7.internal:5432/orders"

// secrets may not be read anywhere: each of the errors below has one of these in it.
var secrets = []string{"hunter2", "db-7.internal", "db7Error", "E_DB7", "errors.errorString", "secrets_checks_test.go", "errors.joinError"}

type db7Error struct {
	Code    string
	Address string
}

func (e *db7Error) Error() string { return "refused: " + e.Code }

func keepsSecrets(t *testing.T) {
	failures := map[string]error{
		"an error with the address in its message": errors.New("connect " + url),
		"an error with a type and a code":          &db7Error{"E_DB7_REFUSED", url},
		"an error that wraps another one":          fmt.Errorf("refused: %w", errors.New(url)),
		"joined errors":                            errors.Join(errDown, errors.New(url)),
	}
	for _, scope := range []server.Scope{server.ScopeInstance, server.ScopeShared} {
		for what, err := range failures {
			tell := fmt.Sprintf("a check of scope %s %%s %s", nameOf(scope), what)
			search(t, scope, "error", fmt.Sprintf(tell, "returns"), func(context.Context) error { return err })
			search(t, scope, "error", fmt.Sprintf(tell, "panics with"), func(context.Context) error { panic(err) })
			search(t, scope, "", fmt.Sprintf(tell, "returns, when its ctx is done,"), func(ctx context.Context) error {
				<-ctx.Done()
				return err
			})
		}
		search(t, scope, "error", "a check panics with a text", func(context.Context) error { panic(url) })
	}
}

// search looks at two answers: of the run, and of the probe after it.
func search(t *testing.T, scope server.Scope, outcome, input string, w work) {
	g := newGateway(t, time.Second)
	g.addFor(newDependency("database", w), scope, 100*ms)
	first := g.start()
	g.pass(100 * ms)
	if outcome != "" {
		e := reported(statusFor(scope), []string{"database"}, map[string]string{"database": outcome})
		g.expectAnswer(first, e, "The report has to name the check that failed.", input)
	}
	second := g.probe()
	g.pass(100 * ms)
	for _, p := range []*probe{first, second} {
		g.objectOf(p, "Ready has to answer.", "an answer", input)
		text := fmt.Sprint(p.header, " ", p.body)
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				checkkit.Fail(t, checkkit.Told{
					Message:  `The answer contains a part of the error of check "database".`,
					Input:    input,
					Expected: fmt.Sprintf("no %q in headers or body", secret),
					Actual:   text,
				})
			}
		}
	}
}
