//go:build race

package eventstore_test

import "runtime"

// dataRaces is how many data races the detector has reported so far.
func dataRaces() int { return runtime.RaceErrors() }
