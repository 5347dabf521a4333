//go:build !race

package resilience_test

// Without the race detector an unguarded count shows only when it loses an update. While two cores are free, that happens
// about twice in ten thousand rounds.
const rounds = 100_000
