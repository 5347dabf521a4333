import assert from 'node:assert/strict';
import { createJudges } from '../../src/node/create-judges';
import { runCheck } from '../../src/core/check/run-check';
import { memoryFolder } from '../../src/core/memory-folder';
import { leavesNothingBehind } from './support/clean-temp';
import { courseWith, dist } from './support/judging';
import { adderOf, fixturePack } from './support/packs';
import { diskFolder } from '../../src/node/disk-folder';

const marksItsProcess = `
const seen = (globalThis as { seen?: number }).seen ?? 0;
(globalThis as { seen?: number }).seen = seen + 1;
console.log('process', process.pid, 'saw', seen, 'runs before');
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}
`;

describe('a runner that was started ahead of its check', function () {
  this.timeout(60_000);
  leavesNothingBehind();

  it('judges one solution, and the next one is judged by another process', async () => {
    const { typescript } = createJudges(dist);
    const pack = diskFolder(fixturePack);
    const exercise = await adderOf(pack);
    const outputs: string[] = [];
    for (let run = 0; run < 3; run++) {
      const solution = courseWith('typescript', marksItsProcess);
      typescript.prepare?.({ exercise, pack, solution });
      const { signal } = new AbortController();
      const request = { exercise, language: 'typescript' as const, pack, solution, signal };
      const report = await runCheck(typescript, request, Date.now);
      assert.equal(report.verdict, 'passed');
      outputs.push(report.output);
    }
    assert.equal(new Set(outputs).size, 3, outputs.join(''));
    for (const output of outputs) assert.match(output, /saw 0 runs before/);
    await typescript.close?.();
  });

  const right = 'export const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);';
  for (const [what, before] of [
    ['wrong', 'export const sum = () => 0;'],
    ['no program', 'export const sum = ('],
    ['missing', undefined],
  ] as const) {
    it(`judges the solution as it is at the check, also when it was ${what} before`, async () => {
      const { typescript } = createJudges(dist);
      const pack = diskFolder(fixturePack);
      const exercise = await adderOf(pack);
      const earlier =
        before === undefined ? memoryFolder('the course', []) : courseWith('typescript', before);
      typescript.prepare?.({ exercise, pack, solution: earlier });
      const solution = courseWith('typescript', right);
      const { signal } = new AbortController();
      const request = { exercise, language: 'typescript' as const, pack, solution, signal };
      assert.equal((await runCheck(typescript, request, Date.now)).verdict, 'passed');
      await typescript.close?.();
    });
  }

  it('is gone when the judge is closed', async () => {
    const { typescript } = createJudges(dist);
    const pack = diskFolder(fixturePack);
    const solution = courseWith('typescript', right);
    typescript.prepare?.({ exercise: await adderOf(pack), pack, solution });
    await typescript.close?.();
  });
});
