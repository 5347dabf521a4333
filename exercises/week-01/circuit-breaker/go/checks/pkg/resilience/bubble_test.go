package resilience_test

import (
	"fmt"
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

// bubble is checkkit.Bubble in which a panic of the code under check ends the check, not the process.
func bubble(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	checkkit.Bubble(t, func(t *testing.T) {
		defer func() {
			if cause := recover(); cause != nil {
				checkkit.Fail(t, checkkit.Told{
					Message:  "Your code panicked.",
					Expected: "no panic",
					Actual:   fmt.Sprint("panic: ", cause),
				})
			}
		}()
		body(t)
	})
}
