import type { RunEnd } from '../../../core/check/judge';
import { isLast, type RunEvent } from '../../../core/check/protocol';
import { notesOn } from '../judge-in-runner';
import type { Runner } from '../runner';
import type { Build } from '../typescript-build';
import { keepsToItself } from './keeps-to-itself';
import type { Batch } from './plan-batches';

/** What a judge says of a submission. */
export interface Judged {
  readonly events: readonly RunEvent[];
  readonly end: RunEnd;
}

export interface BatchTools {
  readonly build: Build;
  /** Starts a runner that has the time of this many checks. */
  readonly start: (checks: number) => Promise<Runner>;
}

/**
 * Judges the members of a batch one after the other in one process. Those are missing in what it gives that could not be built,
 * that reach out of themselves, or that did not come to their end in an undisturbed process.
 */
export async function judgeBatch(
  batch: Batch,
  { build, start }: BatchTools,
  signal: AbortSignal,
): Promise<Map<string, Judged>> {
  const members = [];
  for (const [name, submission] of batch) {
    const built = await build(submission);
    if ('job' in built && keepsToItself(built.job)) members.push({ name, ...built });
  }
  if (members.length < 2) return new Map();
  const runs: RunEvent[][] = [];
  const hear = (event: RunEvent): void => {
    if (event.type === 'started') runs.push([]);
    runs.at(-1)?.push(event);
  };
  const runner = await start(members.length);
  await runner.run({ jobs: Promise.resolve(members.map(({ job }) => job)), hear, signal });
  const judged = new Map<string, Judged>();
  for (const [index, { name, notes }] of members.entries()) {
    const events = runs[index];
    if (!events?.some(isLast)) continue;
    const end = { findings: [], output: '', notes: [...events.flatMap(notesOn), ...notes] };
    judged.set(name, { events, end });
  }
  return judged;
}
