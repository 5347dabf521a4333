//go:build !race

package eventstore_test

// largeSize is how many events are in a large batch.
const largeSize = 2_000

// dataRaces is always 0 in a program that was built without the race detector.
func dataRaces() int { return 0 }
