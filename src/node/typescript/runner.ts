import { isLast } from '../../core/check/protocol';
import { inEmptyFolder } from '../empty-folder';
import type { Limits } from '../limits';
import type { EventSink } from '../read-events';
import { runChild, type ChildEnd } from '../run-child';
import { runnerArguments, runnerEnvironment, type RunnerProgram } from './runner-process';

/** The work of a runner. */
export interface Work {
  /** The job, as the runner reads it; undefined when there turned out to be none. */
  readonly input: Promise<string | undefined>;
  readonly sink: EventSink;
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
  let giveInput: (input: Promise<string | undefined> | undefined) => void = () => undefined;
  const input = new Promise<string | undefined>((resolve) => (giveInput = resolve));
  const sink: EventSink = {
    get nonce() {
      return work?.sink.nonce ?? '';
    },
    hear: (event) => {
      work?.sink.hear(event);
      if (isLast(event)) done.abort();
    },
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
      input,
      events: sink,
    }),
  );

  async function run(given: Work): Promise<ChildEnd> {
    const { signal } = given;
    const abort = (): void => stop.abort(signal.reason);
    work = given;
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    giveInput(given.input);
    try {
      return await ended;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  return { run, gone: ended.catch(() => undefined), dismiss: () => giveInput(undefined) };
}
