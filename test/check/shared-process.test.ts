import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Judge, Submission } from '../../src/core/check/judge';
import { runCheck } from '../../src/core/check/run-check';
import type { CheckReport } from '../../src/core/check/report';
import { createJudges } from '../../src/node/create-judges';
import { diskFolder } from '../../src/node/disk-folder';
import { judgeBatch } from '../../src/node/typescript/batch/judge-batch';
import { judgedInBatches } from '../../src/node/typescript/batch/judged-in-batches';
import { startRunner } from '../../src/node/typescript/runner';
import { typescriptBuild } from '../../src/node/typescript/typescript-build';
import { defaultLimits } from '../../src/node/limits';
import { leavesNothingBehind } from './support/clean-temp';
import { courseWith, dist, summary } from './support/judging';
import { adderOf, fixturePack } from './support/packs';

const adding = 'numbers.reduce((a, b) => a + b, 0)';
const body = (text: string): string => `export function sum(numbers: readonly number[]): number { ${text} }`;
const right = body(`return ${adding};`);

/** What a solution does to the process that it runs in, and how many of three others are then judged by themselves. */
const disturbing: Record<string, readonly [text: string, alone: number]> = {
  'changes what all arrays do': [
    body('Array.prototype.reduce = (() => 6) as never; return numbers.length && 6;'),
    3,
  ],
  'leaves a timer': [body(`setTimeout(() => undefined, 5_000); return ${adding};`), 3],
  'leaves an interval': [body(`setInterval(() => undefined, 5_000); return ${adding};`), 3],
  'leaves a global name': [body(`Reflect.set(globalThis, 'left', 1); return ${adding};`), 3],
  'never ends': [body('for (;;) {}'), 4],
  'ends the process by another name': [body("Reflect.get(globalThis, 'proc' + 'ess').exit(0); return 6;"), 4],
  prints: [body(`console.log(numbers); return ${adding};`), 1],
  'has an import of its own': [`import { sep } from 'node:path';\n${body(`return sep && ${adding};`)}`, 1],
  'is no program': ['export function sum( {', 1],
  'throws while it loads': [`throw new Error('not today');\n${right}`, 0],
  'rejects, and nobody listens': [body(`void Promise.reject(new Error('lost')); return ${adding};`), 0],
  'waits in vain': ['export const sum = (): Promise<number> => new Promise(() => undefined);', 0],
  'is wrong': [body('return 0;'), 0],
};

const limits = { ...defaultLimits, timeMs: 2_000, quietMs: 1_000 };
const byItself = createJudges(dist, { limits }).typescript;

/** A judge of batches, and how many of its submissions were judged by themselves. */
function sharing(): { readonly judge: Judge; readonly alone: () => number } {
  let alone = 0;
  const single: Judge = {
    judge: (...asked) => {
      alone++;
      return byItself.judge(...asked);
    },
  };
  const tools = {
    build: typescriptBuild(join(dist, 'typescript-builder.js'), undefined),
    start: async () => startRunner({ script: join(dist, 'runner.js'), rehearse: false }, limits),
  };
  const judge = judgedInBatches(single, (batch, signal) => judgeBatch(batch, tools, signal));
  return { judge, alone: () => alone };
}

describe('solutions that are judged in one process', function () {
  this.timeout(60_000);
  leavesNothingBehind();
  const { signal } = new AbortController();
  const pack = diskFolder(fixturePack);
  const submitted = async (text: string): Promise<Submission> => ({
    ...{ exercise: await adderOf(pack), pack },
    solution: courseWith('typescript', text),
  });
  const reportOf = async (judge: Judge, submission: Submission): Promise<CheckReport> =>
    runCheck(judge, { ...submission, language: 'typescript', signal }, Date.now);
  /** All that a learner would see of a report. */
  const seen = (report: CheckReport) => ({
    summary: summary(report),
    messages: report.checks.map(({ message }) => message),
    findings: report.findings,
  });

  for (const [what, [text, expected]] of Object.entries(disturbing)) {
    it(`get what each gets by itself, the first of which ${what}`, async () => {
      const { judge, alone } = sharing();
      const all = await Promise.all([text, right, body('return 1;'), body('return 6;')].map(submitted));
      judge.expect?.(all, signal);
      for (const one of all)
        assert.deepEqual(seen(await reportOf(judge, one)), seen(await reportOf(byItself, one)));
      assert.equal(alone(), expected);
    });
  }

  it('do not find what another one left', async () => {
    const { judge } = sharing();
    const finding = body(`return Reflect.has(globalThis, 'left') ? NaN : ${adding};`);
    const leaving = body(`Reflect.set(globalThis, 'left', 1); return ${adding};`);
    const all = await Promise.all([leaving, finding].map(submitted));
    judge.expect?.(all, signal);
    for (const one of all) assert.equal((await reportOf(judge, one)).verdict, 'passed');
  });

  it('are judged like that by the judges of a proof', async () => {
    const { typescript } = createJudges(dist, { many: true });
    const all = await Promise.all([right, body('return 0;')].map(submitted));
    typescript.expect?.(all, signal);
    const verdicts = [];
    for (const one of all) verdicts.push((await reportOf(typescript, one)).verdict);
    assert.deepEqual(verdicts, ['passed', 'failed']);
  });
});
