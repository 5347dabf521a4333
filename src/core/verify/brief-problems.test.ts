import assert from 'node:assert/strict';
import { checkWith, exerciseWith } from '../../../test/check/support/manifest';
import type { Check } from '../catalog/manifest';
import { formatProblem } from '../catalog/problem';
import { memoryFolder } from '../memory-folder';
import { briefProblems } from './brief-problems';

const [brief, manifest] = ['week-01/adder/brief.md', 'week-01/adder/exercise.yaml'];
const example =
  '## An example\n\n| when | what happens | rule |\n| --- | --- | --- |\n| 1 s | It adds. | 1 |\n';
const two = `## Stage 1\n1. A\n\n${example}\n## Stage 2\n2. B\n`;
const fitting = [checkWith('adds'), checkWith('adds-nothing', { rules: [2], level: 'production' })];

async function problemsWith(text: string, checks: readonly Check[] = fitting): Promise<readonly string[]> {
  const pack = memoryFolder('pack', [{ path: brief, text }]);
  return (await briefProblems(pack, exerciseWith({ checks }))).map(formatProblem);
}

describe('a brief and its checks', () => {
  it('fit when each rule is judged, and each check judges rules that are printed', async () => {
    assert.deepEqual(await problemsWith(two), []);
    const all = [checkWith('adds', { rules: [1, 2], level: 'hardened' })];
    assert.deepEqual(await problemsWith(two, all), []);
    const again = [...fitting, checkWith('late', { rules: [1], level: 'hardened' })];
    assert.deepEqual(await problemsWith(two, again), []);
  });

  const broken: readonly (readonly [
    name: string,
    text: string,
    checks: readonly Check[],
    problem: string,
  ])[] = [
    ['a rule that no check judges', `${two}3. C\n`, fitting, `${brief}:12:1: no check judges rule 3`],
    [
      'a check of a rule that is not printed',
      two,
      [...fitting, checkWith('more', { rules: [1, 4], level: 'production' })],
      `${manifest}: the check "more" judges rule 4, which the brief does not print`,
    ],
    [
      'a core check of a rule of stage 2',
      two,
      [...fitting, checkWith('early', { rules: [2] })],
      `${manifest}: the core check "early" judges rule 2, which the brief prints only at stage 2`,
    ],
    [
      'a production check of a rule of stage 3',
      two.replace('Stage 2', 'Stage 3'),
      fitting,
      `${manifest}: the production check "adds-nothing" judges rule 2, which the brief prints only at stage 3`,
    ],
    [
      'a part that is not ended',
      `${two}\n:::go\n`,
      fitting,
      `${brief}:13:1: this part is never ended; add a line ":::"`,
    ],
  ];
  for (const [name, text, checks, problem] of broken)
    it(`do not fit with ${name}`, async () => assert.deepEqual(await problemsWith(text, checks), [problem]));

  it('do not fit with numbers that are not numbered through', async () => {
    assert.deepEqual(await problemsWith(two.replace('2. B', '3. B'), [checkWith('adds', { rules: [1] })]), [
      `${brief}:11:1: rule 3 should be number 2: rules are numbered through`,
      `${brief}:11:1: no check judges rule 3`,
    ]);
  });

  it('must fit in each language', async () => {
    const goOnly = two.replace('2. B', ':::go\n2. B\n:::');
    assert.deepEqual(await problemsWith(goOnly), [
      `${manifest}: the check "adds-nothing" judges rule 2, which the brief does not print`,
    ]);
  });

  const unfit: readonly (readonly [name: string, text: string, problem: string])[] = [
    [
      'without rows',
      two.replace('| 1 s', '1 s'),
      '4:1: the example has no rows: write one run as "| when | what happens | rule |"',
    ],
    [
      'with a row of no rule',
      two.replace('| 1 |', '| – |'),
      '8:1: this row of the example names no rule in its last column',
    ],
    [
      'of a later stage',
      two.replace('| 1 |', '| 1, 2 |'),
      '8:1: the example shows rule 2, which is none of stage 1',
    ],
    [
      'of a rule that is not printed',
      two.replace('| 1 |', '| 7 |'),
      '8:1: the example shows rule 7, which is none of stage 1',
    ],
  ];
  for (const [name, text, problem] of unfit)
    it(`have no example ${name}`, async () =>
      assert.deepEqual(await problemsWith(text), [`${brief}:${problem}`]));

  it('have an example in each language', async () => {
    const missing = (language: string): string =>
      `${brief}:1:1: the brief has no example for ${language}: add "## An example" after the rules of stage 1`;
    assert.deepEqual(await problemsWith(two.replace(example, '')), [missing('typescript'), missing('go')]);
    assert.deepEqual(await problemsWith(two.replace(example, `:::go\n${example}:::\n`)), [
      missing('typescript'),
    ]);
  });

  it('need no example where no program is written', async () => {
    const sheet = exerciseWith({ checks: fitting, tracks: { yaml: { files: [] } } });
    const pack = memoryFolder('pack', [{ path: brief, text: two.replace(example, '') }]);
    assert.deepEqual(await briefProblems(pack, sheet), []);
  });

  it('are not a problem where there is no brief: that is told by its links', async () => {
    assert.deepEqual(await briefProblems(memoryFolder('pack', []), exerciseWith()), []);
  });
});
