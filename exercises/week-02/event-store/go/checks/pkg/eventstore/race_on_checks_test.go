//go:build race

package eventstore_test

import "runtime"

// largeSize is how many events are in a large batch. A store takes several times as long under the race detector, so fewer
// hold its locks for as long.
const largeSize = 1_000

// dataRaces is how many data races the detector has reported so far.
func dataRaces() int { return runtime.RaceErrors() }
