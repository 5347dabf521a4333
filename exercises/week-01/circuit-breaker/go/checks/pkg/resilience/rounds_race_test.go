//go:build race

package resilience_test

// The race detector needs one round, and makes each of them slow.
const rounds = 1_000
