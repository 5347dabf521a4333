package loyalty_test

import (
	"context"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

// gatedLog is one instance's way to a shared log.
type gatedLog struct {
	checkkit.Gate
	infrastructure.EventLog
}

func (l gatedLog) Read(ctx context.Context, stream string) ([]infrastructure.Record, error) {
	return checkkit.Through(l.Gate, func() ([]infrastructure.Record, error) { return l.EventLog.Read(ctx, stream) })
}

func (l gatedLog) Append(ctx context.Context, stream string, events []domain.Event, expectedVersion int) error {
	_, err := checkkit.Through(l.Gate, func() (any, error) { return nil, l.EventLog.Append(ctx, stream, events, expectedVersion) })
	return err
}

func (l gatedLog) Waiting(ctx context.Context) ([]infrastructure.Record, error) {
	return checkkit.Through(l.Gate, func() ([]infrastructure.Record, error) { return l.EventLog.Waiting(ctx) })
}

func (l gatedLog) Confirm(ctx context.Context, ids []string) error {
	_, err := checkkit.Through(l.Gate, func() (any, error) { return nil, l.EventLog.Confirm(ctx, ids) })
	return err
}

// gatedBroker is one instance's way to a shared broker.
type gatedBroker struct {
	checkkit.Gate
	infrastructure.Broker
}

func (b gatedBroker) Produce(ctx context.Context, messages []infrastructure.Message) error {
	_, err := checkkit.Through(b.Gate, func() (any, error) { return nil, b.Broker.Produce(ctx, messages) })
	return err
}
