import assert from 'node:assert/strict';
import { memoryPack, replacing } from '../../../test/check/support/packs';
import { addExercise } from '../../node/authoring/new-exercise';
import { readPack } from '../../node/authoring/read-pack';
import { parseYaml } from '../../node/parse-yaml';
import { exerciseOf } from '../catalog/catalog';
import { formatProblem } from '../catalog/problem';
import { sheetJudge } from '../sheets/sheet-judge';
import { proveSolution } from './prove-solution';
import { sheetProblems } from './sheet-problems';
import { slipSolutions } from './slips';

const path = 'week-01/rush-hour';

/** The fixture with an exercise about numbers, after a change of one of its files. */
async function numbersPack(file = 'exercise.yaml', change: (old: string) => string = (old) => old) {
  const pack = await memoryPack();
  const asked = { id: 'rush-hour', week: 1, block: 'b', size: 'S', languages: [] } as const;
  await addExercise(pack, { ...asked, kind: 'numbers' });
  await pack.write(`${path}/${file}`, change(await pack.read(`${path}/${file}`)));
  return { pack, exercise: await exerciseOf(await readPack(pack), 'rush-hour') };
}

async function proofsOfSlips(change?: (old: string) => string): Promise<readonly string[]> {
  const { pack, exercise } = await numbersPack('exercise.yaml', change);
  const judge = sheetJudge(async () => parseYaml);
  const shared = { pack, exercise, judge, clock: { now: () => 0 }, repeat: 1 };
  const { signal } = new AbortController();
  const proofs = slipSolutions(exercise).map((solution) => proveSolution({ ...shared, solution, signal }));
  return (await Promise.all(proofs)).map(({ id, outcome, message }) => `${id} ${outcome} ${message ?? ''}`);
}

describe('the slips of an exercise', () => {
  it('are proven each with its own sentence', async () => {
    assert.deepEqual(await proofsOfSlips(), ['per-second-slip-1 proven ', 'per-day-slip-1 proven ']);
  });

  it('are broken where another sentence comes', async () => {
    const again = '      - { formula: 600 * 60, says: Another one. }\n';
    const [, second] = await proofsOfSlips((old) => old.replace(/^ {2}per-day:/m, `${again}  per-day:`));
    assert.match(
      second ?? '',
      /^per-second-slip-2 broken must be told "Another one\.", but is told "That is how/,
    );
  });
});

describe('the empty answer sheet of an exercise', () => {
  const sheet = 'yaml/starter/numbers/rush-hour.yaml';
  const problems = async (change: (old: string) => string) => {
    const { pack, exercise } = await numbersPack(sheet, change);
    return (await sheetProblems(pack, exercise)).map(formatProblem);
  };
  const wrong =
    'differs from what the questions give; write it again with "codealong author sheet rush-hour"';

  it('is what its questions make it, whatever its line ends are', async () =>
    assert.deepEqual(await problems((old) => old.replaceAll('\n', '\r\n')), []));

  const changes: readonly (readonly [name: string, change: (old: string) => string, line: number])[] = [
    ['an answer in it', replacing('per-second:', 'per-second: 10'), 10],
    ['another unit', replacing('# orders/d', '# orders/h'), 13],
    ['a question too many', (old) => `${old}other:\n`, 14],
    ['a question missing', (old) => old.replace(/^per-day.*\n/m, ''), 13],
  ];
  for (const [name, change, line] of changes)
    it(`is a problem with ${name}`, async () =>
      assert.deepEqual(await problems(change), [`${path}/${sheet}:${line}:1: ${wrong}`]));
});
