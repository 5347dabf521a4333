import { forgetWaiting } from '../checkkit/typescript/idle';
import type { RunnerJob } from '../core/check/runner-job';
import type { Channel } from './channel';
import { surroundings } from './surroundings';
import type { Run } from './run-job';

interface Runs {
  /** Does the first job. It was prepared before that came. */
  readonly first: Run;
  /** Prepares what does another one. */
  readonly next: () => Run;
}

/**
 * Does jobs one after the other, and ends the process. Each finds it as if it were new: after one that left something behind,
 * be it a timer, a global name or a changed built-in object, there is no next one.
 */
export async function runInTurn(
  jobs: readonly RunnerJob[],
  channel: Channel,
  { first, next }: Runs,
): Promise<void> {
  const [last] = jobs.slice(-1);
  let run = first;
  for (const job of jobs.slice(0, -1)) {
    const isAsBefore = await surroundings();
    await toItsEnd(run, job, channel);
    if (!(await isAsBefore())) channel.close();
    forgetWaiting();
    run = next();
  }
  if (last) run(last, channel);
}

/** Does a job after which the channel stays open, unless nothing that follows it could be relied on. */
function toItsEnd(run: Run, job: RunnerJob, { send, close }: Channel): Promise<void> {
  return new Promise((resolve) => {
    const end: Channel['close'] = (last) => {
      if (last?.type === 'broken-off') close(last);
      else if (last) send(last);
      resolve();
    };
    run(job, { send, close: end });
  });
}
