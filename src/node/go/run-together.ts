import type { RunEvent } from '../../core/check/protocol';
import { printedBySolution, raceFinding } from './explain-output';
import { runProgram, type GoRun } from './run-program';

/** What the checks came to that ran together in one process. */
export interface Together {
  /** The events of each check that passed, by its id. */
  readonly passed: ReadonlyMap<string, readonly RunEvent[]>;
  /** The events that tell which checks there are, also of those that the manifest lacks or that were not to run. */
  readonly found: readonly RunEvent[];
  /** What the solution printed in all of them; undefined when that process did not come to its own end. */
  readonly output: string | undefined;
}

/** What the detector says when it gives up. Of a race it says `WARNING`. */
const raceDetectorFailed = /^(==\d+==)?\s*(ERROR|FATAL): ThreadSanitizer|^ThreadSanitizer: /m;

const nothing: Together = { passed: new Map(), found: [], output: undefined };

/** More than all checks of an exercise take together. What needs longer is tried check by check, with more patience. */
const timeMs = 3_000;

/**
 * Runs the checks that `tests` names in one process, which is many times as fast as one process each. Only a pass counts, and only when that
 * process had no race and came to its own end, or to the end of its time, when what passed until then is kept. Everything
 * else is judged again by itself, where nothing another check did can matter, and where what is printed belongs to one
 * check. `race-failed` when the detector itself could not go on, for lack of memory or in a place that it can't handle.
 */
export async function runTogether(run: GoRun, tests: string): Promise<Together | 'race-failed'> {
  const limits = { ...run.limits, timeMs: Math.min(timeMs, run.limits.timeMs) };
  const { events, end } = await runProgram({ ...run, limits }, tests);
  const cameToEnd = !end.reason && events.at(-1)?.type === 'ended' && (end.code === 0 || end.code === 1);
  if (!cameToEnd && run.build.race && raceDetectorFailed.test(end.output)) return 'race-failed';
  const isKept = cameToEnd || end.reason?.code === 'timed-out';
  if (!isKept || raceFinding(end.output, run.module)) return nothing;
  const passed = new Map<string, readonly RunEvent[]>();
  for (const event of events) {
    if (event.type !== 'check-ended' || event.status !== 'passed') continue;
    passed.set(
      event.id,
      events.filter((other) => other.type !== 'check-found' && 'id' in other && other.id === event.id),
    );
  }
  const found = events.filter(({ type }) => type === 'check-found');
  return { passed, found, output: cameToEnd ? printedBySolution(end.output) : undefined };
}
