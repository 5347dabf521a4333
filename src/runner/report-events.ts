import Mocha from 'mocha';
import { Finding } from '../checkkit/typescript';
import { idleWasAwaited } from '../checkkit/typescript/idle';
import type { RunEvent } from '../core/check/protocol';
import { explain } from './explain';
import type { RunnerJob } from '../core/check/runner-job';

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_RUN_END } = Mocha.Runner.constants;

/** Before each check: tells that it begins, or skips it when a check that it depends on did not pass. */
export function announceEach(suite: Mocha.Suite, job: RunnerJob, send: (event: RunEvent) => void): void {
  const prerequisites = new Map(job.checks.map(({ id, after }) => [id, after]));
  const notPassed = new Set<string>();
  suite.beforeEach(function () {
    const id = this.currentTest?.title ?? '';
    const because = prerequisites.get(id)?.find((other) => notPassed.has(other));
    notPassed.add(id);
    if (because === undefined) return send({ type: 'check-started', id });
    send({ type: 'check-skipped', id, because });
    this.skip();
  });
  suite.afterEach(function () {
    if (this.currentTest?.state === 'passed') notPassed.delete(this.currentTest.title);
  });
}

/**
 * Turns the outcome of each check into an event. A check that waits when nothing in the process can happen any more fails
 * at once: no timer decides, so the answer does not depend on the machine.
 */
export function reportOutcomes(runner: Mocha.Runner, job: RunnerJob, send: (event: RunEvent) => void): void {
  runner.on(EVENT_TEST_PASS, (test) => {
    send({ type: 'check-ended', id: test.title, status: 'passed', durationMs: test.duration ?? 0 });
  });
  runner.on(EVENT_TEST_FAIL, (test, error: unknown) => {
    const failure = explain(error, job);
    send({ type: 'check-ended', id: test.title, status: 'failed', durationMs: test.duration ?? 0, failure });
  });
  const onNothingLeft = (): void => {
    if (!idleWasAwaited()) failWaiting(runner.currentRunnable);
  };
  process.on('beforeExit', onNothingLeft);
  runner.once(EVENT_RUN_END, () => process.off('beforeExit', onNothingLeft));
}

function failWaiting(waiting: Mocha.Runnable | undefined): void {
  if (!waiting || !('callback' in waiting) || typeof waiting.callback !== 'function') return;
  waiting.callback(
    new Finding({
      message: 'Your code waits for something that never happens: a promise that nobody settles.',
      expected: 'every call settles',
      actual: 'a call that stays pending forever',
    }),
  );
}
