import assert from 'node:assert/strict';
import { judgeAnswer } from './judge-answer';
import type { Question } from './question';
import { isWithin, readTolerance, toleranceInWords } from './tolerance';

const says = 'That is an hour.';
const question: Question = {
  ...{ id: 'rate', ask: 'How many?', unit: 'orders/s', formula: '10000 / 60' },
  ...{ tolerance: { kind: 'share', of: 0.01 }, slips: [{ formula: '10000 * 60', says }] },
};

function told(value: number, exact = 10_000 / 60, rest: Partial<Question> = {}): string | undefined {
  return judgeAnswer(value, { question: { ...question, ...rest }, exact, slips: [600_000] });
}

describe('an answer', () => {
  it('is right within the tolerance, on both sides and at its edge', () => {
    for (const value of [166.7, 165.01, 168.3, (10_000 / 60) * 1.01]) assert.equal(told(value), undefined);
  });

  it('that a slip leads to is told which one', () => {
    assert.equal(told(600_000), says);
    assert.equal(told(601_000), says);
  });

  const unit = ' The number is asked for in orders/s.';
  const distances: readonly (readonly [value: number, exact: number, told: string])[] = [
    [10_000, 10_000 / 60, 'It is about 60 times too large.'],
    [2.7, 10_000 / 60, 'It is about 62 times too small.'],
    [300, 10_000 / 60, 'It is about 1.8 times too large.'],
    [200, 10_000 / 60, 'It is 20 % too large; ±1 % is asked for.'],
    [150, 10_000 / 60, 'It is 10 % too small; ±1 % is asked for.'],
    [169, 10_000 / 60, 'It is 1.4 % off: check the rounding, ±1 % is asked for.'],
    [-166.7, 10_000 / 60, 'It has the wrong sign.'],
    [0, 10_000 / 60, 'It is not 0.'],
    [5, 0, 'It is far too large.'],
    [-5, 0, 'It is far too small.'],
  ];
  for (const [value, exact, words] of distances)
    it(`of ${value} is told "${words}" where ${exact.toPrecision(3)} is right`, () =>
      assert.equal(told(value, exact), words + unit));

  it('is never told the right one', () => {
    for (const value of [1, 100, 160, 170, 1_000, 1e9]) assert.doesNotMatch(told(value) ?? '', /166|167/);
  });
});

describe('a tolerance', () => {
  const shares: readonly (readonly [written: string | number, words: string])[] = [
    ['1%', '±1 %'],
    ['0.1 %', '±0.1 %'],
    ['exact', 'the exact number'],
    ['0.5', '±0.5 h'],
    [2, '±2 h'],
  ];
  for (const [written, words] of shares)
    it(`"${written}" is ${words}`, () => {
      const tolerance = readTolerance(written);
      assert.equal(tolerance && toleranceInWords(tolerance, 'h'), words);
    });

  for (const written of ['0', '0%', '-1%', 'about', '', '1,5%'])
    it(`is not "${written}"`, () => assert.equal(readTolerance(written), undefined));

  it('that is exact forgives floating point and nothing else', () => {
    const exact = readTolerance('exact') ?? assert.fail();
    assert.ok(isWithin(0.1 + 0.2, 0.3, exact));
    assert.ok(isWithin(0, -0, exact));
    assert.ok(!isWithin(0.300001, 0.3, exact));
  });
});
