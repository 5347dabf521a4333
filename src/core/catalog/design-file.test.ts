import assert from 'node:assert/strict';
import { memoryPack, replacing } from '../../../test/check/support/packs';
import { addExercise } from '../../node/authoring/new-exercise';
import { parseYaml } from '../../node/parse-yaml';
import { exerciseOf } from './catalog';
import { loadCatalog } from './load-catalog';
import { formatProblem } from './problem';

const file = 'week-01/rush-hour/exercise.yaml';

/** The fixture with a design, after a change of its manifest. */
async function load(change: (old: string) => string = (old) => old) {
  const pack = await memoryPack();
  const asked = { id: 'rush-hour', week: 1, block: 'b', size: 'S', languages: [] } as const;
  await addExercise(pack, { ...asked, kind: 'design' });
  await pack.write(file, change(await pack.read(file)));
  return loadCatalog(pack, parseYaml);
}

describe('an exercise that is a design', () => {
  it('has a check for each part, at its heading, and its document as its only file', async () => {
    const { manifest } = await exerciseOf(await load(), 'rush-hour');
    assert.deepEqual(manifest.tracks, {
      markdown: { files: [{ path: 'designs/rush-hour.md', role: 'learner' }] },
    });
    assert.deepEqual(
      manifest.checks.map(({ id, level, at }) => [id, level, at.markdown?.symbol]),
      [
        ['capacity', 'core', 'Capacity'],
        ['picture', 'core', 'Picture'],
        ['decision', 'core', 'Decision'],
        ['failure-modes', 'production', 'Failure modes'],
        ['open-questions', 'production', 'Open questions'],
      ],
    );
    assert.deepEqual(
      manifest.design?.parts.map(({ need }) => need.kind),
      ['numbers', 'diagram', 'decision', 'table', 'words'],
    );
    assert.deepEqual(
      manifest.design.criteria.map(({ id }) => id),
      ['numbers-decide'],
    );
  });

  const one = 'asks for one thing: words, table, numbers, decision or diagram';
  const broken: readonly (readonly [name: string, change: (old: string) => string, told: string])[] = [
    [
      'two needs in one',
      replacing('{ diagram: { lines: 3 } }', '{ diagram: { lines: 3 }, words: 3 }'),
      `needs: ${one}`,
    ],
    ['no need', replacing('{ diagram: { lines: 3 } }', '{}'), `needs: ${one}`],
    ['a need that is none', replacing('{ words: 10 }', '{ poems: 10 }'), 'poems: is not a known key'],
    ['fewer than one word', replacing('{ words: 10 }', '{ words: 0 }'), 'words: must be at least 1'],
    ['a part without a heading', replacing('part: Picture', "part: ' '"), 'part: must not be empty'],
    ['no criterion', (old) => old.slice(0, old.indexOf('criteria:')), 'criteria: is missing; add it'],
  ];
  for (const [name, change, told] of broken)
    it(`is left out for ${name}, which is told with its line`, async () => {
      const { entries, problems } = await load(change);
      assert.ok(!entries.has('rush-hour'));
      const [first = ''] = problems.map(formatProblem);
      assert.ok(first.startsWith(`${file}:`) && first.includes(told), first);
    });
});
