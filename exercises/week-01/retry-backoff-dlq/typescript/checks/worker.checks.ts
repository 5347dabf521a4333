import { capsThePause } from './caps';
import { failedLetterRejects } from './failed-letter';
import { fullJitter } from './jitter';
import { handlesOnce } from './handles';
import { letterTellsAll } from './letter';
import { messagesOverlap } from './overlap';
import { notRetryable } from './not-retryable';
import { pausesDouble } from './pauses';
import { retryBudget } from './budget';
import { shutdownInAPause } from './stop-in-pause';
import { shutdownInAnAttempt } from './stop-in-attempt';
import { triesMaxAttempts } from './attempts';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('handles-once', handlesOnce);
it('tries-max-attempts', triesMaxAttempts);
it('messages-overlap', messagesOverlap);
it('caps-the-pause', capsThePause);
it('pauses-double', pausesDouble);
it('full-jitter', fullJitter);
it('not-retryable', notRetryable);
it('shutdown-in-a-pause', shutdownInAPause);
it('shutdown-in-an-attempt', shutdownInAnAttempt);
it('letter-tells-all', letterTellsAll);
it('failed-letter-rejects', failedLetterRejects);
it('retry-budget', retryBudget);
