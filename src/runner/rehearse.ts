import type { RunnerJob } from '../core/check/runner-job';
import { prepareRun } from './run-job';

/** Dummy checks that warm up V8: they use what most checks use, often enough to be compiled. */
const checks = `
const { equal, ManualClock, seededRng, settle, watch } = require('codealong/checkkit');
for (let number = 0; number < 15; number++) {
  it('rehearsal ' + number, async () => {
    const clock = new ManualClock();
    const random = seededRng(number);
    for (let step = 0; step < 20; step++) {
      const waiting = watch(clock.sleep(1 + random()));
      watch(Promise.reject(new Error('rehearsal')));
      await settle();
      await clock.advance(2);
      equal(waiting.state, 'fulfilled', { message: '' });
    }
  });
}`;

const name = 'checks:rehearsal.checks.ts';
const job: RunnerJob = {
  modules: [
    { name, code: checks, map: '', imports: { 'codealong/checkkit': 'codealong/checkkit' }, hidden: true },
  ],
  entries: [name],
  checks: [],
  solution: { files: [], imports: [], globals: {} },
};

/**
 * Runs checks whose outcome nobody hears, in this process, before a job comes: whatever a run needs is loaded and compiled by
 * then, so that the job does not wait for it.
 */
export function rehearse(): Promise<void> {
  const run = prepareRun();
  return new Promise((resolve) => run(job, { send: () => undefined, close: () => resolve() }));
}
