import assert from 'node:assert/strict';
import { inBatches } from './in-batches';

describe('things in batches', () => {
  for (const [count, sizes] of [
    [0, []],
    [1, []],
    [4, [4]],
    [5, [3, 2]],
    [8, [4, 4]],
    [9, [3, 3, 3]],
  ] as const) {
    it(`are ${sizes.join(' and ') || 'none'} of ${count}, when four are the most`, () => {
      const all = Array.from({ length: count }, (_, index) => [`${index}`, index] as const);
      const batches = inBatches(new Map(all), 4);
      assert.deepEqual(
        batches.map(({ size }) => size),
        sizes,
      );
      if (count > 1)
        assert.deepEqual(
          batches.flatMap((batch) => [...batch]),
          all,
        );
    });
  }
});
