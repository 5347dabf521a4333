import assert from 'node:assert/strict';
import { drawInputs, isSeed } from './draw';
import type { Input } from './question';
import { solve, solveFrom } from './solve';

const inputs: readonly Input[] = [
  { id: 'rate', title: 'rate', value: 100, unit: '/s', drawn: { from: 10, to: 20, step: 0.1 } },
  { id: 'days', title: 'days', value: 365, unit: 'd' },
];
const question = (id: string, formula: string, slips: string[] = []) => ({
  ...{ id, ask: '', unit: '', formula, tolerance: { kind: 'share', of: 0.01 } as const },
  slips: slips.map((slip) => ({ formula: slip, says: slip })),
});

describe('drawn inputs', () => {
  it('are the printed ones for seed 0', () =>
    assert.deepEqual([...drawInputs(inputs, 0).values()], [100, 365]));

  it('are the same for the same seed, on every machine', () => {
    assert.deepEqual([...drawInputs(inputs, 7).values()], [10.1, 365]);
    assert.deepEqual(drawInputs(inputs, 7), drawInputs(inputs, 7));
  });

  it('stay in their range, at its steps, and reach both ends', () => {
    const drawn = Array.from({ length: 3_000 }, (_, seed) => drawInputs(inputs, seed + 1).get('rate') ?? NaN);
    for (const rate of drawn) assert.match(String(rate), /^1\d(\.\d)?$|^20$/);
    assert.equal(Math.min(...drawn), 10);
    assert.equal(Math.max(...drawn), 20);
    assert.equal(new Set(drawn).size, 101);
  });

  it('take any whole number as a seed', () => {
    for (const seed of [0, -3, 2 ** 40]) {
      assert.ok(isSeed(seed));
      assert.ok(Number.isFinite(drawInputs(inputs, seed).get('rate')));
    }
    for (const none of [1.5, NaN, Infinity, 2 ** 60, '7', null, [7], true]) assert.ok(!isSeed(none));
  });
});

describe('answers', () => {
  const sheet = {
    inputs,
    questions: [question('a-day', 'rate * 86400', ['rate * 24']), question('year', 'a_day * days')],
  };

  it('are worked out from inputs and the questions above', () => {
    assert.deepEqual(
      solve(sheet, 0).map(({ exact, slips }) => [exact, slips]),
      [
        [8_640_000, [2_400]],
        [3_153_600_000, []],
      ],
    );
  });

  it("are worked out from a learner's own, to see what follows from them", () => {
    const [, year] = sheet.questions;
    assert.equal(year && solveFrom(sheet, 0, new Map([['a-day', 2]]), year), 730);
  });
});
