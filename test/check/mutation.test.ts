import assert from 'node:assert/strict';
import { join } from 'node:path';
import { trackOf } from '../../src/core/catalog/catalog';
import { measureChecks, type Measurement, type MeasureRequest } from '../../src/core/mutation/measure-checks';
import { filesBelow } from '../../src/core/files-below';
import { createJudges } from '../../src/node/create-judges';
import { parseYaml } from '../../src/node/parse-yaml';
import { typescriptMutator } from '../../src/node/typescript/typescript-build';
import { leavesNothingBehind } from './support/clean-temp';
import { dist } from './support/judging';
import { adderOf, memoryPack, type PackChanges } from './support/packs';

const reference = 'week-01/adder/typescript/reference/pkg/sum/sum.ts';
const judge = createJudges(dist, { limits: { timeMs: 2_000 } }).typescript;

/** Measures the checks of the fixture over its reference. */
async function measure(
  changes: PackChanges = {},
  onMutant?: MeasureRequest['onMutant'],
): Promise<Measurement> {
  const pack = await memoryPack(changes);
  const exercise = await adderOf(pack);
  const measured = await measureChecks({
    ...{ pack, exercise, language: 'typescript', judge, clock: { now: Date.now }, parse: parseYaml },
    solution: await filesBelow(pack, 'week-01/adder/typescript/reference'),
    files: trackOf(exercise, 'typescript').files.map(({ path }) => path),
    mutantsOf: typescriptMutator(join(dist, 'typescript-builder.js')),
    width: 2,
    signal: new AbortController().signal,
    ...(onMutant && { onMutant }),
  });
  assert.ok('score' in measured, 'notMeasured' in measured ? measured.notMeasured : '');
  return measured;
}

const survivors = ({ survived }: Measurement): readonly string[] =>
  survived.map(({ line, column, operator, replacement }) => `${line}:${column} ${operator} ${replacement}`);

/** Some changes of this one never end, and some change nothing: there is nothing before the first number or behind the last. */
const counting = `export function sum(numbers: readonly number[]): number {
  let total = 0;
  for (let at = 0; at < numbers.length; at++) total += numbers[at] ?? 0;
  return total;
}
`;

describe('mutants before the real judge', function () {
  this.timeout(60_000);
  leavesNothingBehind();

  it('are killed one and all by checks that see everything', async () => {
    const { total, killed, score } = await measure();
    assert.ok(total >= 5);
    assert.deepEqual([killed, score], [total, 1]);
  });

  it('are killed by the timeout when they never end, and survive where no check looks', async () => {
    const endless: string[] = [];
    const measured = await measure({ [reference]: counting }, ({ replacement }, fate) => {
      if (fate.outcome === 'killed' && fate.by === 'timed-out') endless.push(replacement);
    });
    assert.deepEqual(endless, ['at--']);
    assert.deepEqual(survivors(measured), [
      '3:17 number (-1)',
      '3:20 boundary at <= numbers.length',
      '3:56 operand numbers[at]',
      '3:71 number 1',
      '3:71 number (-1)',
    ]);
  });

  it('do not count when the author says that nobody can see them', async () => {
    const listed = `
- file: pkg/sum/sum.ts
  original: for (let at = 0; at < numbers.length; at++) total += numbers[at] ?? 0;
  operator: boundary
  replacement: at <= numbers.length
  reason: Behind the end there is nothing, which counts as 0.
`;
    const { equivalent, survived, problems } = await measure({
      [reference]: counting,
      'week-01/adder/mutants.yaml': listed,
    });
    assert.deepEqual([equivalent, survived.length, problems], [1, 4, []]);
  });
});
