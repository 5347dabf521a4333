package application

import (
	"context"
	"errors"
	"sync"
	"time"

	"go-coffee/internal/loyalty/domain"
)

// accountLocks hold one mutex for each customer, so that commands of one use case do not get into each other's way.
type accountLocks struct{ byID sync.Map }

func (l *accountLocks) lock(id string) (unlock func()) {
	mutex, _ := l.byID.LoadOrStore(id, &sync.Mutex{})
	mutex.(*sync.Mutex).Lock()
	return mutex.(*sync.Mutex).Unlock
}

// decided is an account after a command, with the instant at which it decided.
type decided struct {
	account *domain.Account
	at      time.Time
	tries   int
}

type ports struct {
	accounts  AccountRepository
	publisher EventPublisher
	clock     Clock
	locks     accountLocks
}

func (p *ports) update(
	ctx context.Context, id string, unknown func() (*domain.Account, error), decide func(*domain.Account, time.Time) error,
) (done decided, err error) {
	defer p.locks.lock(id)()
	for done.tries = 1; done.tries <= 3; done.tries++ {
		version := 0
		done.account, version, err = p.accounts.Load(ctx, id)
		if errors.Is(err, ErrAccountNotFound) {
			done.account, err = unknown()
		}
		if err != nil {
			return done, err
		}
		done.at = p.clock.Now()
		if err = decide(done.account, done.at); err != nil {
			return done, err
		}
		err = p.accounts.Save(ctx, id, done.account, version)
		if conflict := (*ConcurrencyError)(nil); !errors.As(err, &conflict) {
			break
		}
	}
	if err == nil {
		// What is saved stays true when nobody can be told of it now.
		_ = p.publisher.Publish(ctx, done.account.Uncommitted())
	}
	return done, err
}
