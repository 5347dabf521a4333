import assert from 'node:assert/strict';
import { exerciseWith } from '../../../../test/check/support/manifest';
import type { Judge, RunEnd, Submission } from '../../../core/check/judge';
import type { RunEvent } from '../../../core/check/protocol';
import { memoryFolder } from '../../../core/memory-folder';
import type { Judged } from './judge-batch';
import { judgedInBatches } from './judged-in-batches';
import type { Batch } from './plan-batches';

const end = (output: string): RunEnd => ({ findings: [], output, notes: [] });
const { signal } = new AbortController();

const submissions = (count: number): readonly Submission[] =>
  Array.from({ length: count }, (_, index) => ({
    exercise: exerciseWith(),
    pack: memoryFolder('the pack', []),
    solution: memoryFolder('a solution', [{ path: 'a.ts', text: `${index}` }]),
  }));

/** A judge of batches that is told by `judgeBatch` what becomes of each, and what it asked for. */
function judging(judgeBatch: (batch: Batch) => Promise<Map<string, Judged>>) {
  const asked: Batch[] = [];
  const single: Judge = { judge: async () => end('by itself') };
  const judge = judgedInBatches(single, (batch) => {
    asked.push(batch);
    return judgeBatch(batch);
  });
  const judged = async (submission: Submission) => {
    const heard: RunEvent[] = [];
    const { output } = await judge.judge(submission, (event) => heard.push(event), signal);
    return { output, heard };
  };
  return { judge, asked, judged };
}

const all = async (batch: Batch) =>
  new Map(
    [...batch.keys()].map((name) => [name, { events: [{ type: 'ended' }], end: end('in a batch') }] as const),
  );

describe('a judge of what it expects', () => {
  it('judges it in batches, and tells the events of each', async () => {
    const expected = submissions(3);
    const { judge, asked, judged } = judging(all);
    judge.expect?.(expected, signal);
    for (const one of expected)
      assert.deepEqual(await judged(one), { output: 'in a batch', heard: [{ type: 'ended' }] });
    assert.equal(asked.length, 1);
  });

  it('judges what nobody announced by itself', async () => {
    const [first, second, other] = submissions(3);
    assert.ok(first && second && other);
    const { judge, asked, judged } = judging(all);
    judge.expect?.([first, second], signal);
    assert.equal((await judged(other)).output, 'by itself');
    assert.equal(asked.length, 0);
  });

  it('judges by itself what comes again, so that repeats are runs of their own', async () => {
    const [first, second] = submissions(2);
    assert.ok(first && second);
    const { judge, judged } = judging(all);
    judge.expect?.([first, second], signal);
    assert.equal((await judged(first)).output, 'in a batch');
    assert.equal((await judged(first)).output, 'by itself');
  });

  it('judges by itself what its batch could not tell', async () => {
    const [first, second] = submissions(2);
    assert.ok(first && second);
    const { judge, judged } = judging(async (batch) => new Map([...(await all(batch))].slice(0, 1)));
    judge.expect?.([first, second], signal);
    assert.deepEqual((await judged(first)).output, 'in a batch');
    assert.deepEqual((await judged(second)).output, 'by itself');
  });

  it('judges by itself what is in a batch that failed', async () => {
    const [first, second] = submissions(2);
    assert.ok(first && second);
    const { judge, judged } = judging(() => Promise.reject(new Error('no process')));
    judge.expect?.([first, second], signal);
    assert.equal((await judged(first)).output, 'by itself');
  });

  it('begins one batch ahead, and no more', async () => {
    const expected = submissions(30);
    const { judge, asked, judged } = judging(all);
    judge.expect?.(expected, signal);
    const [first] = expected;
    assert.ok(first);
    await judged(first);
    assert.equal(asked.length, 2);
  });
});
