import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from '../../src/core/verify/in-parallel';
import { attemptIn, courseOf } from './course';
import type { FaultMode } from './faults';
import { textsIn } from './files';
import type { Operation } from './operations';
import { runProcess, type FaultyRun, type Outcome } from './run-process';
import { allIsWell } from './what-is-left';

export interface Bench {
  /** Absolute path of a folder for everything that is tried. */
  readonly location: string;
  readonly script: string;
  readonly packs: { readonly now: string; readonly later: string };
  /** Learner's folders that were looked at and found well: many points leave the very same files behind. */
  readonly wellKnown: Set<string>;
}

/** How many processes work at once. */
const width = 3;
/** How many points a process tries. One that is killed can't try another. */
const triesOfProcess: Readonly<Record<FaultMode, number>> = { kill: 1, 'full disk': 8 };

/**
 * Tries an operation with a fault at its first point, its second, and so on, until a run comes to its end without meeting
 * one. Fails when anything is not well after one of them. Gives how many points were tried.
 */
export async function tryEveryPoint(
  { location, script, packs, wellKnown }: Bench,
  operation: Operation,
  mode: FaultMode,
): Promise<number> {
  const { name, withoutGit } = operation;
  const pack = operation.withUpdatedPack ? packs.later : packs.now;
  const [original, model] = [join(location, 'original'), join(location, 'model')];
  await mkdir(original);
  const app = courseOf({ pack: packs.now, since: 1_000_000, withoutGit });
  const written = await operation.prepare({ app, attempt: attemptIn(original) });
  const run = (tries: FaultyRun['tries']): Promise<readonly Outcome[]> =>
    runProcess(script, { name, pack, mode, tries });

  await cp(original, model, { recursive: true });
  const [whole] = await run([{ point: 0, location: model }]);
  assert.ok(whole !== 'killed' && whole?.refused === undefined, 'it is refused without any fault');
  const scene = { pack, written, withoutGit, before: await textsIn(original), after: await textsIn(model) };

  /** Tries some points in one process, and tells which of them were met. */
  async function tryPoints(points: readonly number[]): Promise<readonly boolean[]> {
    const tries = points.map((point) => ({ point, location: join(location, String(point)) }));
    for (const one of tries) await cp(original, one.location, { recursive: true });
    const outcomes = await run(tries);
    for (const { point, location: at } of tries) {
      const state = await fingerprint(name, at);
      if (!wellKnown.has(state)) {
        await allIsWell({ ...scene, location: at }).catch((error: unknown) => {
          throw new Error(`After point ${point}: ${String(error)}`, { cause: error });
        });
        wellKnown.add(state);
      }
      await rm(at, { recursive: true });
    }
    return points.map((point, index) => isMet(point, outcomes[index]));
  }

  const size = triesOfProcess[mode];
  for (let next = 1; ; next += width * size) {
    const ranges = Array.from({ length: width }, (_, index) => next + index * size);
    const met = await inParallel(ranges, width, (first) =>
      tryPoints(Array.from({ length: size }, (_, index) => first + index)),
    );
    const count = met.flat().indexOf(false);
    if (count >= 0) return next - 1 + count;
  }
}

/** What lies in a folder, in a few letters. What is random in a name does not count. */
async function fingerprint(operation: string, location: string): Promise<string> {
  const texts = await textsIn(location);
  const entries = (await readdir(location, { recursive: true })).map((path) => [
    path.replace(/[\da-f]{8}-[\da-f-]{27}/g, '*'),
    texts.get(path),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([operation, ...entries.sort()]))
    .digest('hex');
}

function isMet(point: number, outcome: Outcome | undefined): boolean {
  return outcome === 'killed' || (outcome !== undefined && outcome.points >= point);
}
