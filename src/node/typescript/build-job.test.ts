import assert from 'node:assert/strict';
import { adderOf, memoryPack, type PackChanges } from '../../../test/check/support/packs';
import { memoryFolder } from '../../core/memory-folder';
import { buildJob } from './build-job';

const sum = 'pkg/sum/sum.ts';
const checks = 'week-01/adder/typescript/checks';

async function build(text: string, changes: PackChanges = {}) {
  const pack = await memoryPack(changes);
  const solution = memoryFolder('the course', [{ path: sum, text }]);
  return buildJob({ exercise: await adderOf(pack), pack, solution });
}

async function built(...request: Parameters<typeof build>) {
  const result = await build(...request);
  assert.ok('job' in result, 'reason' in result ? result.reason.message : '');
  return result.job;
}

describe('buildJob', () => {
  it('brings the solution and the hidden checks together', async () => {
    const job = await built('export const sum = () => 0;');
    assert.deepEqual(
      job.modules.map(({ name, hidden }) => [name, hidden]),
      [
        [sum, false],
        ['checks:sum.checks.ts', true],
      ],
    );
    assert.deepEqual(job.entries, ['checks:sum.checks.ts']);
    assert.deepEqual(job.checks, [
      { id: 'adds', after: [] },
      { id: 'adds-nothing', after: ['adds'] },
    ]);
    assert.deepEqual(job.solution.files, [sum]);
  });

  it('passes on which checks alone are to run', async () => {
    const pack = await memoryPack();
    const solution = memoryFolder('the course', [{ path: sum, text: '' }]);
    const only = new Set(['adds-nothing']);
    const result = await buildJob({ exercise: await adderOf(pack), pack, solution, only });
    assert.deepEqual('job' in result && result.job.only, ['adds-nothing']);
    assert.equal((await built('')).only, undefined);
  });

  it('leads what a check imports from the reference to the solution', async () => {
    const [, check] = (await built('export const sum = () => 0;')).modules;
    assert.deepEqual(check?.imports, {
      'codealong/checkkit': 'codealong/checkkit',
      '../reference/pkg/sum/sum': sum,
    });
  });

  it('runs files of checks, and only loads their helpers', async () => {
    const job = await built('', {
      [`${checks}/helper.ts`]: `import { solution } from 'codealong/solution'; export { solution };`,
      [`${checks}/more.checks.ts`]: `import './helper'; import type { sum } from '../reference/pkg/sum/sum';`,
    });
    assert.deepEqual(job.entries, ['checks:more.checks.ts', 'checks:sum.checks.ts']);
    const importsOf = (name: string) => job.modules.find((module) => module.name === name)?.imports;
    assert.deepEqual(importsOf('checks:more.checks.ts'), { './helper': 'checks:helper.ts' });
    assert.deepEqual(importsOf('checks:helper.ts'), { 'codealong/solution': 'codealong/solution' });
  });

  it('finds every syntax error of the solution, and names the first', async () => {
    const result = await build('const a = ;\nconst b = ;\n');
    assert.ok('reason' in result);
    assert.deepEqual(result.reason, { code: 'syntax-error', message: `${sum}:1:11: Expression expected.` });
    assert.deepEqual(
      result.findings.map(({ at }) => at.line),
      [1, 2],
    );
  });

  it('breaks on a syntax error in the hidden checks, and names the file', async () => {
    const broken = build('', { [`${checks}/sum.checks.ts`]: "it('adds', () => {\n" });
    await assert.rejects(broken, /week-01\/adder\/typescript\/checks\/sum\.checks\.ts:2: /);
  });
});
