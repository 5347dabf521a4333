package resilience_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checks := checkkit.Checks{
		"passes-results-through":           passesResultsThrough,
		"opens-after-consecutive-failures": opensAfterConsecutiveFailures,
		"calls-overlap":                    callsOverlap,
		"rejects-while-open":               rejectsWhileOpen,
		"rejections-change-nothing":        rejectionsChangeNothing,
		"admits-at-the-timeout":            admitsAtTheTimeout,
		"probes-alone":                     probesAlone,
		"good-probe-closes":                goodProbeCloses,
		"failed-probe-reopens":             failedProbeReopens,
		"throwing-call-counts":             throwingCallCounts,
		"slot-comes-back":                  slotComesBack,
		"late-success-is-ignored":          lateSuccessIsIgnored,
		"late-failure-is-ignored":          lateFailureIsIgnored,
		"ignored-errors":                   ignoredErrors,
		"counts-a-burst":                   countsABurst,
		"tells-when-to-retry":              tellsWhenToRetry,
		"reports-each-change-once":         reportsEachChangeOnce,
		"limits-overlapping-probes":        limitsOverlappingProbes,
		"needs-every-success":              needsEverySuccess,
		"late-probe-is-ignored":            lateProbeIsIgnored,
		"nested-calls":                     nestedCalls,
		"listener-may-call-back":           listenerMayCallBack,
		"listener-cannot-wedge":            listenerCannotWedge,
		"nothing-between-calls":            nothingBetweenCalls,
		"rejects-invalid-options":          rejectsInvalidOptions,
		"short-constructor":                shortConstructor,
		"holds-in-any-order":               holdsInAnyOrder,
	}
	for id, check := range checks {
		checks[id] = inBubble(check)
	}
	checkkit.Run(t, checks)
}
