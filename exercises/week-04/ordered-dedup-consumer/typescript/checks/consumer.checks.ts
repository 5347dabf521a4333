import { assignmentsDoNotMix } from './assign';
import { twoOwnersOneEffect } from './owners';
import { pausesAndResumes } from './pressure';
import { revokeGivesUpRetries, revokeWaits } from './revoke';
import { remembersAWindow } from './window';
import { commitsOneAtATime, failedCommitIsRetried } from './committing';
import { failureBlocksItsKey } from './failure';
import { crashLosesAndDoublesNothing, skipsKnownMessages } from './known';
import { handsOverEachMessage, keepsOrderPerKey, keysOverlap, respectsConcurrency } from './order';
import { commitsFinishedPrefix } from './prefix';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('hands-over-each-message', handsOverEachMessage);
it('keeps-order-per-key', keepsOrderPerKey);
it('keys-overlap', keysOverlap);
it('respects-concurrency', respectsConcurrency);
it('commits-finished-prefix', commitsFinishedPrefix);
it('skips-known-messages', skipsKnownMessages);
it('crash-loses-and-doubles-nothing', crashLosesAndDoublesNothing);
it('failure-blocks-its-key', failureBlocksItsKey);
it('commits-one-at-a-time', commitsOneAtATime);
it('failed-commit-is-retried', failedCommitIsRetried);
it('revoke-waits', revokeWaits);
it('revoke-gives-up-retries', revokeGivesUpRetries);
it('assignments-do-not-mix', assignmentsDoNotMix);
it('pauses-and-resumes', pausesAndResumes);
it('remembers-a-window', remembersAWindow);
it('two-owners-one-effect', twoOwnersOneEffect);
