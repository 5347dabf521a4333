import assert from 'node:assert/strict';
import { exerciseWith } from '../../../../test/check/support/manifest';
import type { Submission } from '../../../core/check/judge';
import { memoryFolder } from '../../../core/memory-folder';
import { memberOf, planBatches } from './plan-batches';

const pack = memoryFolder('the pack', []);
const exercise = exerciseWith();

const submission = (text: string, more: Partial<Submission> = {}): Submission => ({
  ...{ exercise, pack },
  solution: memoryFolder('a solution', [{ path: 'a.ts', text }]),
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => submission(`${index}`));
const sizes = async (submissions: readonly Submission[]) =>
  (await planBatches(submissions)).map(({ size }) => size);

describe('submissions that share a process', () => {
  it('are at most twelve, and as many in each', async () => {
    assert.deepEqual(await sizes(many(12)), [12]);
    assert.deepEqual(await sizes(many(13)), [7, 6]);
  });

  it('are of the same exercise', async () => {
    const other = { ...exercise, path: 'week-02/other' };
    const [first, second] = many(2);
    assert.ok(first && second);
    assert.deepEqual(await sizes([first, submission('a', { exercise: other }), second]), [2]);
  });

  it('are never one alone', async () => {
    const [one] = many(1);
    assert.ok(one);
    assert.deepEqual(await sizes([one, one]), []);
    assert.deepEqual(await sizes([]), []);
  });

  it('are known by their bytes and by the checks that are asked for', async () => {
    const [first, second] = [submission('a'), submission('a')];
    const all = [first, submission('b'), submission('a', { only: new Set(['adds']) })];
    assert.equal(await memberOf(first), await memberOf(second));
    assert.equal(new Set(await Promise.all(all.map(memberOf))).size, 3);
  });
});
