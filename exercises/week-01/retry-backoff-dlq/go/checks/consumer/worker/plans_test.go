package worker_test

import (
	"context"
	"time"
)

// failing fails so many times, then succeeds.
func failing(times int, err error) plan {
	return func(_ context.Context, attempt int) error {
		if attempt <= times {
			return err
		}
		return nil
	}
}

func alwaysFailing(context.Context, int) error { return errDown }

func succeeding(context.Context, int) error { return nil }

// taking is a plan whose attempts take time.
func taking(duration time.Duration, p plan) plan {
	return func(ctx context.Context, attempt int) error {
		time.Sleep(duration)
		return p(ctx, attempt)
	}
}

// gate is work that ends when the check says so.
type gate chan error

func (b *bench) waitFor(g gate) plan {
	return func(context.Context, int) error { return b.wait(g) }
}

func (b *bench) wait(g gate) error {
	select {
	case err := <-g:
		return err
	case <-b.over:
		return nil
	}
}
