import { abortIs499 } from './abort';
import { failureIs500 } from './failure';
import { logsSlow } from './slow';
import { measuringNeverHarms } from './harms';
import { passesThrough } from './passes';
import { recordsDuration } from './duration';
import { recordsStatus } from './status';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('passes-through', passesThrough);
it('records-status', recordsStatus);
it('records-duration', recordsDuration);
it('logs-slow', logsSlow);
it('failure-is-500', failureIs500);
it('abort-is-499', abortIs499);
it('measuring-never-harms', measuringNeverHarms);
