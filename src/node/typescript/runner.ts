import type { RunnerJob } from '../../core/check/runner-job';
import { isLast, type RunEvent } from '../../core/check/protocol';
import { inEmptyFolder } from '../empty-folder';
import type { Limits } from '../limits';
import { runChild, type ChildEnd } from '../run-child';
import { runnerArguments, runnerEnvironment, type RunnerProgram } from './runner-process';

/** The work of a runner. */
interface Work {
  /** What it does one after the other. Empty when there turned out to be nothing to do. */
  readonly jobs: Promise<readonly RunnerJob[]>;
  readonly hear: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * A process that waits for its work with everything loaded that it needs. It does it once and is gone: after the last event of
 * its last job it is ended from outside, which is faster than its own exit.
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
  let giveJobs: (jobs: Promise<readonly RunnerJob[]> | readonly RunnerJob[]) => void = () => undefined;
  const given = new Promise<readonly RunnerJob[]>((resolve) => (giveJobs = resolve));
  let left = Infinity;
  const input = given.then((jobs) => {
    left = jobs.length;
    return left > 0 ? { jobs } : undefined;
  });
  const hear = (event: RunEvent): void => {
    work?.hear(event);
    if (isLast(event) && --left === 0) done.abort();
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
      work: input,
      hear,
    }),
  );

  async function run(asked: Work): Promise<ChildEnd> {
    const { signal } = asked;
    const abort = (): void => stop.abort(signal.reason);
    work = asked;
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    giveJobs(asked.jobs);
    try {
      return await ended;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  return { run, gone: ended.catch(() => undefined), dismiss: () => giveJobs([]) };
}
