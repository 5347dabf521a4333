import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { MineReport } from '../../../src/core/cases/make-mine';
import { run, start } from './support/commands';
import { useFreshCourse } from './support/fresh-course';
import { courseFolder, learner } from './support/learner';
import { circuitBreaker, everyTrack, scaffoldOfEveryKind } from './support/lesson';
import { useMessages } from './support/messages';
import { squigglesIn } from './support/squiggles';

const kit = 'kit/index.ts';

describe('a fresh course folder', function () {
  this.timeout(240_000);
  useMessages();
  useFreshCourse();

  it('shows no squiggle in any file of exercises of every kind and language, with nothing installed', async () => {
    assert.deepEqual(await squigglesIn(await startOfEveryKind()), []);
  });

  it('would show one: a mistake in the kit is seen there, and where a starter imports it', async () => {
    const { target, file } = await circuitBreaker();
    learner.write(kit, `export const mistake: number = 'text';\n`);
    await start(target);
    assert.deepEqual(await squigglesIn([kit, file]), [
      `${kit}:1: Type 'string' is not assignable to type 'number'.`,
      `${file}:1: Module '"../../kit"' has no exported member 'Clock'.`,
    ]);
  });
});

/**
 * Starts exercises of every kind in every language and makes a check of each the learner's: one as a learner does, the others without
 * their pages and messages. Returns every file that this wrote. The types of all exercises are checked by a compiler elsewhere.
 */
async function startOfEveryKind(): Promise<readonly string[]> {
  const { target } = await circuitBreaker();
  const [check] = (await everyTrack()).find((track) => isDeepStrictEqual(track.target, target))?.checks ?? [];
  const byLearner = [await start(target), await run<MineReport>('codealong.makeMine', { ...target, check })];
  const written = new Set(['.codealong/progress.json', '.vscode/launch.json']);
  for (const report of [...byLearner, ...(await scaffoldOfEveryKind(courseFolder()))])
    for (const file of report?.written ?? []) written.add(file);
  assert.ok(written.has(kit), [...written].join('\n'));
  return [...written];
}
