import { holdsInAnyOrder } from './any-order';
import { ignoredErrors, slotComesBack, throwingCallCounts } from './failures';
import {
  failedProbeReopens,
  goodProbeCloses,
  limitsOverlappingProbes,
  needsEverySuccess,
  probesAlone,
} from './half-open';
import { lateFailureIsIgnored, lateProbeIsIgnored, lateSuccessIsIgnored } from './late-results';
import { listenerCannotWedge, listenerMayCallBack, reportsEachChangeOnce } from './listener';
import { admitsAtTheTimeout, rejectionsChangeNothing, rejectsWhileOpen, tellsWhenToRetry } from './open';
import { opensAfterConsecutiveFailures, passesResultsThrough, shortConstructor } from './opening';
import { nothingBetweenCalls, rejectsInvalidOptions } from './options';
import { callsOverlap, countsABurst, nestedCalls } from './overlap';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('passes-results-through', passesResultsThrough);
it('opens-after-consecutive-failures', opensAfterConsecutiveFailures);
it('calls-overlap', callsOverlap);
it('rejects-while-open', rejectsWhileOpen);
it('rejections-change-nothing', rejectionsChangeNothing);
it('admits-at-the-timeout', admitsAtTheTimeout);
it('probes-alone', probesAlone);
it('good-probe-closes', goodProbeCloses);
it('failed-probe-reopens', failedProbeReopens);
it('throwing-call-counts', throwingCallCounts);
it('slot-comes-back', slotComesBack);
it('late-success-is-ignored', lateSuccessIsIgnored);
it('late-failure-is-ignored', lateFailureIsIgnored);
it('ignored-errors', ignoredErrors);
it('counts-a-burst', countsABurst);
it('tells-when-to-retry', tellsWhenToRetry);
it('reports-each-change-once', reportsEachChangeOnce);
it('limits-overlapping-probes', limitsOverlappingProbes);
it('needs-every-success', needsEverySuccess);
it('late-probe-is-ignored', lateProbeIsIgnored);
it('nested-calls', nestedCalls);
it('listener-may-call-back', listenerMayCallBack);
it('listener-cannot-wedge', listenerCannotWedge);
it('nothing-between-calls', nothingBetweenCalls);
it('rejects-invalid-options', rejectsInvalidOptions);
it('short-constructor', shortConstructor);
it('holds-in-any-order', holdsInAnyOrder);
