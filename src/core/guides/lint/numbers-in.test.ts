import assert from 'node:assert/strict';
import { roundsTo } from './figures';
import { isSmallCount, numbersIn } from './numbers-in';

describe('numbersIn', () => {
  const lines: readonly (readonly [line: string, numbers: readonly number[]])[] = [
    ['3,905 calls take 23.4 s', [3905, 23.4]],
    ['99.99 % of 1,000,000', [99.99, 1_000_000]],
    ['4 × 75 = **300 wrong answers**', [4, 75, 300]],
    ['0.9999⁵ is 99.95 %', [0.9999, 99.95]],
    ['at 08:10 and 08:10:30', []],
    ['RFC 9110 §15.6.3, `503`, P95, Go1.25', []],
    ['[the 4th page](a-17.md) and <details id="card-18">', [4]],
    ['[Order handler 503](../week-01/order-handler-503/brief.md) at 50', [50]],
    ['between 10–15 and 2-second', [10, 15, 2]],
  ];
  for (const [line, numbers] of lines) {
    it(`reads ${JSON.stringify(line)}`, () =>
      assert.deepEqual(
        numbersIn(line).map(({ value }) => value),
        numbers,
      ));
  }

  it('tells small counts from figures', () => {
    assert.deepEqual(numbersIn('12 of 13 in 0.5').map(isSmallCount), [true, false, false]);
  });
});

describe('a value rounds to what is printed', () => {
  const pairs: readonly (readonly [value: number, printed: string, isRight: boolean])[] = [
    [166.6667, '166.7', true],
    [166.6667, '166.6', false],
    [2.25, '2.3', true],
    [0.5, '1', true],
    [0.49, '1', false],
    [5000.4, '5,000', true],
  ];
  for (const [value, text, isRight] of pairs) {
    it(`${value} to ${text}: ${isRight}`, () => {
      const [printed] = numbersIn(text);
      assert.ok(printed);
      assert.equal(roundsTo(value, printed), isRight);
    });
  }
});
