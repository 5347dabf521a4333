import type { RunnerJob } from '../../core/check/runner-job';
import { isLast, type RunEvent } from '../../core/check/protocol';
import { inEmptyFolder } from '../empty-folder';
import type { Limits } from '../limits';
import { runChild, type ChildEnd } from '../run-child';
import { runnerArguments, runnerEnvironment, type RunnerProgram } from './runner-process';

/** The work of a runner. */
interface Work {
  /** Undefined when there turned out to be no job. */
  readonly job: Promise<RunnerJob | undefined>;
  readonly hear: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * A process that waits for a job with everything loaded that it needs. It does one job and is gone: after its last event it is
 * ended from outside, which is faster than its own exit.
 */
export interface Runner {
  /** Settles when the process and its folder are gone. */
  run(work: Work): Promise<ChildEnd>;
  /** Settles when the process is gone, whether it had work or not. */
  readonly gone: Promise<unknown>;
  /** Ends it without work. */
  dismiss(): void;
}

export function startRunner(program: RunnerProgram, limits: Limits): Runner {
  const stop = new AbortController();
  const done = new AbortController();
  let work: Work | undefined;
  let giveJob: (job: Promise<RunnerJob | undefined> | undefined) => void = () => undefined;
  const job = new Promise<RunnerJob | undefined>((resolve) => (giveJob = resolve));
  const hear = (event: RunEvent): void => {
    work?.hear(event);
    if (isLast(event)) done.abort();
  };
  const ended = inEmptyFolder((cwd) =>
    runChild({
      command: process.execPath,
      args: runnerArguments(program),
      cwd,
      env: runnerEnvironment(),
      limits,
      signal: stop.signal,
      done: done.signal,
      work: job,
      hear,
    }),
  );

  async function run(given: Work): Promise<ChildEnd> {
    const { signal } = given;
    const abort = (): void => stop.abort(signal.reason);
    work = given;
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    giveJob(given.job);
    try {
      return await ended;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  return { run, gone: ended.catch(() => undefined), dismiss: () => giveJob(undefined) };
}
