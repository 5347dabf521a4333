import assert from 'node:assert/strict';
import type { Submission } from '../../../src/core/check/judge';
import { diskFolder } from '../../../src/node/disk-folder';
import { announce, judgeInBatches, reportOf, type BatchJudge } from '../support/batches';
import { leavesNothingBehind } from '../support/clean-temp';
import { courseWith, summary } from '../support/judging';
import { needsGo } from '../support/needs-go';
import { adderOf, fixturePack } from '../support/packs';
import { accepted, assertOutcome, wrong, type Case } from './case';
import { goCases, right, sum } from './go-cases';

const pack = diskFolder(fixturePack);
const notBuilt = /^unchecked (syntax-error|missing-module|not-allowed)/;
const racing =
  'total := 0; done := make(chan bool); go func() { total++; done <- true }(); total++; <-done; return 6';

describe('Go solutions in one program', function () {
  this.timeout(240_000);
  needsGo();
  let batches: BatchJudge;
  beforeEach(() => (batches = judgeInBatches({ timeMs: 2_500, outputBytes: 1024 * 1024 })));
  afterEach(() => batches.dispose());
  leavesNothingBehind();

  const submit = async (source: string): Promise<Submission> => ({
    exercise: await adderOf(pack),
    pack,
    solution: courseWith('go', source),
  });

  /** Announces all, judges one after the other, and asserts what each came to. */
  async function holdsForEach(cases: readonly Omit<Case, 'does'>[]): Promise<void> {
    const submissions = await Promise.all(cases.map(({ source }) => submit(source)));
    announce(batches.judge, submissions);
    for (const [index, one] of cases.entries())
      assertOutcome(await reportOf(batches.judge, submissions[index] ?? assert.fail()), one);
  }

  it('get what each gets by itself, whatever they do to their process', async () => {
    const cases = goCases.filter(({ outcome }) => !notBuilt.test(outcome));
    await holdsForEach([...cases, { source: sum(right), outcome: accepted }]);
    // What does something when it is loaded stays out of every program but its own.
    const noisy = cases.filter(({ source }) => source.includes('func init()')).length;
    assert.ok(noisy > 0);
    assert.equal(batches.alone(), noisy);
  });

  it('are judged one by one when one of them does not build', async () => {
    await holdsForEach([
      { source: sum('return six'), outcome: 'unchecked syntax-error errored errored' },
      { source: sum(right), outcome: accepted },
      { source: sum('return 0'), outcome: wrong },
    ]);
    assert.equal(batches.alone(), 3);
  });

  it('do not share a race', async function () {
    const submissions = [await submit(sum(racing)), await submit(sum(right))] as const;
    announce(batches.judge, submissions);
    const [first, second] = [
      await reportOf(batches.judge, submissions[0]),
      await reportOf(batches.judge, submissions[1]),
    ];
    if (first.notes.length > 0) return this.skip();
    assert.match(first.checks[0]?.message ?? '', /a data race/);
    assert.equal(first.checks[0]?.at?.file, 'pkg/sum/sum.go');
    assert.equal(summary(second), accepted);
    assert.equal(batches.alone(), 0);
  });

  it('are told their own lines, and nothing of the others', async () => {
    const submissions = [await submit(sum('panic("oops")')), await submit(sum('return 0'))] as const;
    announce(batches.judge, submissions);
    const [check] = (await reportOf(batches.judge, submissions[0])).checks;
    assert.deepEqual([check?.at, check?.actual], [{ file: 'pkg/sum/sum.go', line: 9 }, 'panic: oops']);
    assert.equal(batches.alone(), 0);
  });

  it('are judged by themselves when they were not announced', async () => {
    announce(batches.judge, [await submit(sum(right)), await submit(sum('return 0'))]);
    const report = await reportOf(batches.judge, await submit(sum('return 1')));
    assert.deepEqual([summary(report), batches.alone()], [wrong, 1]);
  });
});
