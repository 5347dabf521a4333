import assert from 'node:assert/strict';
import { Finding } from './finding';
import { isNear, near } from './near';

describe('isNear', () => {
  const same: readonly (readonly [number, number])[] = [
    [0.1 + 0.2, 0.3],
    [-0, 0],
    [0, -0],
    [Number.NaN, Number.NaN],
    [Infinity, Infinity],
    [1e300 * (1 + 9e-10), 1e300],
    [3e-12 * (1 - 9e-10), 3e-12],
  ];
  for (const [actual, expected] of same) {
    it(`takes ${actual} for ${expected}`, () => assert.ok(isNear(actual, expected)));
  }

  const different: readonly (readonly [number, number])[] = [
    [1 + 2e-9, 1],
    [1 - 2e-9, 1],
    [0, 3e-12],
    [1e-15, 0],
    [-1, 1],
    [5, Infinity],
    [Infinity, 5],
    [-Infinity, Infinity],
    [Number.NaN, 1],
    [1, Number.NaN],
  ];
  for (const [actual, expected] of different) {
    it(`does not take ${actual} for ${expected}`, () => assert.ok(!isNear(actual, expected)));
  }
});

describe('near', () => {
  it('passes what is near, by the scale that it is given', () => {
    near(0.1 + 0.2, 0.3, { message: 'no' });
    near(0.3 - 0.1 - 0.2, 0, { message: 'no' }, 0.3);
  });

  for (const actual of [0.31, '0.3', undefined]) {
    it(`fails for ${JSON.stringify(actual)}, and shows both`, () =>
      assert.throws(
        () => near(actual, 0.3, { message: 'The load is wrong.', input: 'f(1)' }),
        (error) => {
          assert.ok(error instanceof Finding);
          assert.deepEqual(
            [error.message, error.input, error.expected],
            ['The load is wrong.', 'f(1)', '0.3'],
          );
          return true;
        },
      ));
  }
});
