// A command loads Ana's account, takes 100 points from it, and fails before it saves.
// Set a breakpoint where your InMemoryAccountRepository returns from Load: who else holds this account?

package infrastructure_test

import (
	"testing"
	"time"

	"go-coffee/internal/loyalty/domain"
	"go-coffee/internal/loyalty/infrastructure"
)

func TestMineInMemoryRepository(t *testing.T) {
	at := time.Unix(1_000_000, 0)
	accounts := infrastructure.NewInMemoryAccountRepository()
	ana := domain.NewAccount("ana")
	ana.Earn("order-1", 5_000, at)
	if err := accounts.Save(t.Context(), "ana", ana, 0); err != nil {
		t.Fatal("the first save:", err)
	}

	first, _, err := accounts.Load(t.Context(), "ana")
	if err != nil {
		t.Fatal("the first load:", err)
	}
	first.Redeem("mug-1", 100, at)
	second, version, err := accounts.Load(t.Context(), "ana")
	if err != nil {
		t.Fatal("the second load:", err)
	}
	if balance := second.Balance(at); balance != 500 || version != 1 {
		t.Errorf("after a command that was never saved: got balance %d and version %d, want 500 and 1", balance, version)
	}
}
