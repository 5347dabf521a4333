//go:build !race

package eventstore_test

// dataRaces is always 0 in a program that was built without the race detector.
func dataRaces() int { return 0 }
