import assert from 'node:assert/strict';
import { inParallel } from './in-parallel';

describe('inParallel', () => {
  it('gives the results in the order of the items, whichever is ready first', async () => {
    const waiting: (() => void)[] = [];
    const work = inParallel(['a', 'b', 'c'], 3, async (item) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return item.toUpperCase();
    });
    while (waiting.length > 0) {
      waiting.pop()?.();
      await Promise.resolve();
    }
    assert.deepEqual(await work, ['A', 'B', 'C']);
  });

  for (const [width, most] of [
    [2, 2],
    [9, 5],
    [0, 1],
  ] as const) {
    it(`works on at most ${most} of five items at once when the width is ${width}`, async () => {
      let [now, peak] = [0, 0];
      await inParallel([1, 2, 3, 4, 5], width, async () => {
        peak = Math.max(peak, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
      });
      assert.equal(peak, most);
    });
  }

  it('fails when one of the items does', async () => {
    await assert.rejects(
      inParallel([1, 2], 2, async (item) => (item === 2 ? Promise.reject(new Error('two')) : item)),
      /two/,
    );
  });
});
