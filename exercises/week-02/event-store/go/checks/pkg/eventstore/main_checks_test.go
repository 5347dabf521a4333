package eventstore_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checkkit.Run(t, checkkit.Checks{
		"saved-events-come-back":        savedEventsComeBack,
		"no-call-waits":                 noCallWaits,
		"reads-from-version":            readsFromVersion,
		"assigns-versions":              assignsVersions,
		"assigns-timestamps":            assignsTimestamps,
		"rejects-stale-version":         rejectsStaleVersion,
		"new-stream-and-any":            newStreamAndAny,
		"batch-is-atomic":               batchIsAtomic,
		"empty-batch":                   emptyBatch,
		"reads-all-in-order":            readsAllInOrder,
		"replay-is-accepted":            replayIsAccepted,
		"changed-replay-is-refused":     changedReplayIsRefused,
		"keeps-its-own-copy":            keepsItsOwnCopy,
		"streams-do-not-collide":        streamsDoNotCollide,
		"failing-midway-leaves-nothing": failingMidwayLeavesNothing,
		"failures-reach-the-caller":     failuresReachTheCaller,
		"readers-see-whole-batches":     readersSeeWholeBatches,
		"one-winner":                    oneWinner,
		"poller-misses-nothing":         pollerMissesNothing,
		"any-append-loses-nothing":      anyAppendLosesNothing,
		"late-replay":                   lateReplay,
		"retry-in-flight":               retryInFlight,
		"reused-id-is-refused":          reusedIDIsRefused,
		"event-ids-are-opaque":          eventIDsAreOpaque,
		"input-is-left-alone":           inputIsLeftAlone,
		"state-is-in-the-store":         stateIsInTheStore,
		"usable-after-refusal":          usableAfterRefusal,
	})
}
