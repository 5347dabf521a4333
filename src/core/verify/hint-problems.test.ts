import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { formatProblem } from '../catalog/problem';
import { memoryFolder } from '../memory-folder';
import { hintProblems } from './hint-problems';

const path = 'week-01/adder/hints.md';
const problemsIn = async (text: string): Promise<readonly string[]> =>
  (await hintProblems(memoryFolder('pack', [{ path, text }]), exerciseWith())).map(formatProblem);

describe('hints', () => {
  it('are fine with a text, and with checks that there are', async () => {
    assert.deepEqual(
      await problemsIn('# Hints\n\n## One\n\nText.\n\n## Two\n\nHelps with: `adds`\n\nText.\n'),
      [],
    );
  });

  const broken: readonly (readonly [text: string, problem: string])[] = [
    ['# Hints\n', `${path}:1:1: has no hint: add one under "## " and its title`],
    ['# Hints\n\n## One\n\n## Two\nText.\n', `${path}:3:1: has no text under "## One"`],
    ['## One\n\nHelps with: `adds`\n', `${path}:1:1: has no text under "## One"`],
    [
      '## One\nHelps with: `adds`, `gone`\n\nText.\n',
      `${path}:1:1: "## One" helps with "gone", which is not a check of this exercise`,
    ],
  ];
  for (const [text, problem] of broken) {
    it(`are complained about: ${JSON.stringify(text)}`, async () =>
      assert.deepEqual(await problemsIn(text), [problem]));
  }

  it('are not a problem where there is no file: that is told by its links', async () => {
    assert.deepEqual(await hintProblems(memoryFolder('pack', []), exerciseWith()), []);
  });
});
