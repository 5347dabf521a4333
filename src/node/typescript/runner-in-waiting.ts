import type { Runner } from './runner';

/** Keeps one runner started ahead of the check that will need it. */
export interface RunnerInWaiting {
  /** The one that waits, else a new one. Nobody else gets it. */
  take(): Promise<Runner>;
  /** Starts one, unless one waits already. After `idleMs` without a check it is dismissed. */
  prepare(): void;
  /** Dismisses the one that waits; resolves when it is gone. */
  close(): Promise<void>;
}

/** Idle time before it stops, in milliseconds: a learner who thinks finds it there, and it holds no memory for long. */
const idleMs = 5 * 60_000;

export function runnerInWaiting(start: () => Promise<Runner>): RunnerInWaiting {
  let waiting: Promise<Runner> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function giveUp(): Promise<Runner> | undefined {
    const given = waiting;
    waiting = undefined;
    clearTimeout(timer);
    return given;
  }

  async function close(): Promise<void> {
    const runner = await giveUp()?.catch(() => undefined);
    runner?.dismiss();
    await runner?.gone;
  }

  function prepare(): void {
    if (waiting) return;
    const next = start();
    waiting = next;
    timer = setTimeout(() => void close(), idleMs).unref();
    // What ends it from outside, or keeps it from starting, is nobody's loss: the next check starts another.
    const forget = (): void => void (waiting === next && giveUp());
    next.then((runner) => runner.gone.then(forget), forget);
  }

  return { take: () => giveUp() ?? start(), prepare, close };
}
