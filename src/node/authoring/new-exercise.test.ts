import assert from 'node:assert/strict';
import { memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { exerciseOf } from '../../core/catalog/catalog';
import { exercisesOf } from '../../core/catalog/items';
import { formatProblem } from '../../core/catalog/problem';
import { filesBelow } from '../../core/files-below';
import { partMistakes } from '../../core/verify/part-mistakes';
import { slipSolutions } from '../../core/verify/slips';
import { loadSolutions, solutionName } from '../../core/verify/solutions';
import { staticProblems } from '../../core/verify/static-problems';
import { addExercise, type NewExerciseRequest } from './new-exercise';
import { readPack } from './read-pack';

const asked: NewExerciseRequest = {
  ...{ id: 'price-list', week: 1, block: 'b', size: 'M' },
  kind: 'code',
  languages: ['typescript', 'go'],
};

/** A course that lists exercises which are still to be written. */
const planned = (old: string): string =>
  old
    .replace('teaches: More of it., items: []', 'teaches: More of it., items: [{ build: price-list }]')
    .replace('teaches: Rest., items: []', 'teaches: Rest., items: [{ build: planned }]');

async function add(rest: Partial<NewExerciseRequest> = {}, changes: PackChanges = {}) {
  const pack = await memoryPack(changes);
  const written = await addExercise(pack, { ...asked, ...rest });
  const catalog = await readPack(pack);
  return { pack, written, catalog, exercise: await exerciseOf(catalog, rest.id ?? asked.id) };
}

describe('a new exercise', () => {
  for (const languages of [['typescript'], ['go'], ['typescript', 'go']] as const) {
    it(`has no problem at all, in ${languages.join(' and ')}`, async () => {
      const { pack, catalog, exercise } = await add({ languages });
      const authored = await loadSolutions(pack, exercise);
      const problems = await staticProblems(pack, exercise, authored, await catalog.sections());
      assert.deepEqual([...catalog.problems, ...problems].map(formatProblem), []);
      assert.deepEqual(Object.keys(exercise.manifest.tracks), languages);
      assert.equal(authored.solutions.length, 4 * languages.length);
    });
  }

  it('about numbers has no problem at all', async () => {
    const { pack, catalog, exercise } = await add({ kind: 'numbers' });
    const authored = await loadSolutions(pack, exercise);
    const problems = await staticProblems(pack, exercise, authored, await catalog.sections());
    assert.deepEqual([...catalog.problems, ...problems].map(formatProblem), []);
    assert.deepEqual(Object.keys(exercise.manifest.tracks), ['yaml']);
    assert.deepEqual(slipSolutions(exercise).map(solutionName), [
      'wrong/per-second-slip-1',
      'wrong/per-day-slip-1',
    ]);
  });

  it('that is a design has no problem at all', async () => {
    const { pack, catalog, exercise } = await add({ kind: 'design' });
    const authored = await loadSolutions(pack, exercise);
    const problems = await staticProblems(pack, exercise, authored, await catalog.sections());
    assert.deepEqual([...catalog.problems, ...problems].map(formatProblem), []);
    assert.deepEqual(Object.keys(exercise.manifest.tracks), ['markdown']);
    assert.equal(authored.solutions.length, 3);
    assert.equal(partMistakes(exercise, authored.solutions).length, 1 + 2 * 5);
  });

  it('is what was asked for, and lies where the course lists it', async () => {
    const { exercise, written } = await add();
    const { id, title, week, block, size, guide } = exercise.manifest;
    assert.deepEqual(
      [id, title, week, block, size, guide],
      ['price-list', 'Price list', 1, 'b', 'M', 'phase-1/1.1'],
    );
    assert.ok(written.every((path) => path.startsWith('week-01/price-list/')));
    assert.equal(
      (await add({ guide: 'phase-1/1.1/empty-sums' })).exercise.manifest.guide,
      'phase-1/1.1/empty-sums',
    );
  });

  it('changes nothing of course.yaml but the list of its block', async () => {
    const before = await (await memoryPack()).read('course.yaml');
    const { pack } = await add({ block: 'a' }, { 'course.yaml': (old) => `# Mine.\n${old}` });
    assert.equal(
      await pack.read('course.yaml'),
      `# Mine.\n${before.replace('[{ build: adder }]', '[{ build: adder }, { build: price-list }]')}`,
    );
  });

  it('may be added to a list over several lines', async () => {
    const lines = 'items:\n          - build: adder\n';
    const { catalog } = await add(
      { block: 'a' },
      {
        'course.yaml': (old) =>
          old.replace(
            /- \{ id: a.*\n/,
            `- id: a\n        days: Monday\n        title: Sums\n        teaches: How to add.\n        ${lines}`,
          ),
      },
    );
    assert.deepEqual(catalog.course.weeks[0]?.blocks.flatMap(exercisesOf), ['adder', 'price-list']);
    assert.deepEqual(catalog.problems, []);
  });

  it('may be listed already, as one that is still to be written', async () => {
    const { catalog, pack } = await add({ block: 'b' }, { 'course.yaml': planned });
    assert.deepEqual(catalog.problems, []);
    assert.equal(
      await pack.read('course.yaml'),
      await (await memoryPack({ 'course.yaml': planned })).read('course.yaml'),
    );
  });

  const refused: readonly (readonly [
    name: string,
    rest: Partial<NewExerciseRequest>,
    code: 'in-the-way' | 'invalid-name',
    message: RegExp,
  ])[] = [
    [
      'a name that is listed in another block',
      { id: 'planned' },
      'invalid-name',
      /^course\.yaml lists "planned" in week 1, block c: give these, or move it\.$/,
    ],
    ['a name that is taken', { id: 'adder' }, 'in-the-way', /^There is an exercise "adder" already\.$/],
    [
      'a name that is not a slug',
      { id: 'The Adder' },
      'invalid-name',
      /^an exercise id must be lower-case words/,
    ],
    [
      'a week that there is not',
      { week: 2 },
      'invalid-name',
      /^course\.yaml has no week 2 with a block "b"\.$/,
    ],
    [
      'a block that there is not',
      { block: 'd' },
      'invalid-name',
      /^course\.yaml has no week 1 with a block "d"\.$/,
    ],
    [
      'a section that there is not',
      { guide: 'phase-1/1.9' },
      'invalid-name',
      /^No guide has a section "phase-1\/1\.9"/,
    ],
  ];
  for (const [name, rest, code, message] of refused) {
    it(`is refused for ${name}, with nothing written`, async () => {
      const pack = await memoryPack({ 'course.yaml': rest.id === 'planned' ? planned : (old) => old });
      const before = await filesBelow(pack, '');
      assert.match(await refusal(code, () => addExercise(pack, { ...asked, ...rest })), message);
      assert.deepEqual(await filesBelow(pack, ''), before);
    });
  }

  it('is refused where a folder has its name, and where no guide has a section', async () => {
    const stray = await memoryPack({ 'week-01/price-list/notes.md': 'Mine.' });
    await refusal('in-the-way', () => addExercise(stray, asked));
    const noGuide = await memoryPack({ 'course.yaml': replacing('    guide: phase-01-sums.md\n', '') });
    await refusal('invalid-name', () => addExercise(noGuide, asked));
  });
});
