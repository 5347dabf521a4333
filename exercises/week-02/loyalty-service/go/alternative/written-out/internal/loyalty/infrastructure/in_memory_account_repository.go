package infrastructure

// InMemoryAccountRepository is the repository over the event log, on a log of its own.
type InMemoryAccountRepository struct {
	EventStoreAccountRepository
}

// NewInMemoryAccountRepository is an empty repository.
func NewInMemoryAccountRepository() *InMemoryAccountRepository {
	return &InMemoryAccountRepository{*NewEventStoreAccountRepository(NewMemoryEventLog())}
}
