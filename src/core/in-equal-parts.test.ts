import assert from 'node:assert/strict';
import { inEqualParts } from './in-equal-parts';

describe('a list in equal parts', () => {
  for (const [count, sizes] of [
    [0, []],
    [1, [1]],
    [4, [4]],
    [5, [3, 2]],
    [8, [4, 4]],
    [9, [3, 3, 3]],
  ] as const) {
    it(`has ${sizes.length} of ${count} things, when four are the most`, () => {
      const all = Array.from({ length: count }, (_, index) => index);
      const parts = inEqualParts(all, 4);
      assert.deepEqual(
        parts.map((part) => part.length),
        sizes,
      );
      assert.deepEqual(parts.flat(), all);
    });
  }
});
