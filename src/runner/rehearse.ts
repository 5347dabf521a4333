import type { RunnerTask } from '../core/check/job';
import { prepareRun } from './run-job';

/** A check of no consequence that uses what most checks use. */
const check = `
const { equal, ManualClock, seededRng, settle, watch } = require('codealong/checkkit');
it('rehearsal', async () => {
  const clock = new ManualClock();
  const random = seededRng(1);
  for (let step = 0; step < 40; step++) {
    const waiting = watch(clock.sleep(1 + random()));
    watch(Promise.reject(new Error('rehearsal')));
    await settle();
    await clock.advance(2);
    equal(waiting.state, 'fulfilled', { message: '' });
  }
});`;

const name = 'checks:rehearsal.checks.ts';
const task: RunnerTask = {
  modules: [
    { name, code: check, map: '', imports: { 'codealong/checkkit': 'codealong/checkkit' }, hidden: true },
  ],
  entries: [name],
  checks: [{ id: 'rehearsal', after: [] }],
  solution: { files: [], imports: [], globals: {} },
};

/**
 * Runs a check whose outcome nobody hears, in this process, before a job comes: whatever a run needs is loaded and compiled by
 * then, so that the job does not wait for it.
 */
export function rehearse(): Promise<void> {
  const run = prepareRun();
  return new Promise((resolve) => run(task, { send: () => undefined, close: () => resolve() }));
}
