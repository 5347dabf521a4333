package resilience_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checkkit.Run(t, checkkit.Checks{
		"passes-results-through":           passesResultsThrough,
		"opens-after-consecutive-failures": opensAfterConsecutiveFailures,
		"throwing-call-counts":             throwingCallCounts,
		"rejects-while-open":               rejectsWhileOpen,
		"rejections-change-nothing":        rejectionsChangeNothing,
		"admits-at-the-timeout":            admitsAtTheTimeout,
		"calls-overlap":                    callsOverlap,
		"counts-a-burst":                   countsABurst,
		"probes-alone":                     probesAlone,
		"good-probe-closes":                goodProbeCloses,
		"failed-probe-reopens":             failedProbeReopens,
		"late-success-is-ignored":          lateSuccessIsIgnored,
		"late-failure-is-ignored":          lateFailureIsIgnored,
		"tells-when-to-retry":              tellsWhenToRetry,
		"limits-overlapping-probes":        limitsOverlappingProbes,
		"needs-every-success":              needsEverySuccess,
		"late-probe-is-ignored":            lateProbeIsIgnored,
		"ignored-errors":                   ignoredErrors,
		"slot-comes-back":                  slotComesBack,
		"nested-calls":                     nestedCalls,
		"reports-each-change-once":         reportsEachChangeOnce,
		"listener-cannot-wedge":            listenerCannotWedge,
		"listener-may-call-back":           listenerMayCallBack,
		"nothing-between-calls":            nothingBetweenCalls,
		"rejects-invalid-options":          rejectsInvalidOptions,
		"short-constructor":                shortConstructor,
		"holds-in-any-order":               holdsInAnyOrder,
	})
}
