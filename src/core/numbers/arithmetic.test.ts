import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NoArithmetic, readArithmetic } from './arithmetic';

const names = new Map([
  ['rate', 6],
  ['time', 0.5],
]);
const valueOf = (text: string): number => readArithmetic(text).valueWith(names);

describe('arithmetic', () => {
  const values: readonly (readonly [text: string, value: number])[] = [
    ['1 + 2 * 3', 7],
    ['2 ** 3 ** 2', 512],
    ['rate * time', 3],
    ['-rate + +1', -5],
    ['ceil(rate / 4)', 2],
    ['floor(rate / 4) + round(1.6)', 3],
    ['min(rate, 2, 9) + max(1, time)', 3],
    ['log2(1024)', 10],
  ];
  for (const [text, value] of values) it(`${text} is ${value}`, () => assert.equal(valueOf(text), value));

  it('tells the names that it needs, each once', () =>
    assert.deepEqual(readArithmetic('rate + rate * other').names, ['rate', 'other']));

  it('has no value without the value of a name', () => assert.equal(valueOf('other + 1'), NaN));

  const refused = [
    ...['constructor()', 'max.constructor(1)', 'sqrt(4)', 'max()', 'rate.time', 'rate[0]', '[1]', '"1"'],
    ...['this', 'true', '1 ? 2 : 3', '!1', '~1', '1 == 1', '1 | 2', '1; 2', '', ' ', '1 +', 'a = 1', '`1`'],
    ...['('.repeat(299), '-'.repeat(299), `${'1+'.repeat(400)}1`],
  ];
  for (const text of refused)
    it(`is not ${text.slice(0, 20) || 'nothing'}`, () =>
      assert.throws(() => readArithmetic(text), NoArithmetic));

  it('is read, or refused, whatever the text is', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('12.e()+-*/%,ab?:[]"`\\ ')) }), (text) => {
        try {
          assert.equal(typeof valueOf(text), 'number');
        } catch (error) {
          assert.ok(error instanceof NoArithmetic, String(error));
        }
      }),
    ));
});
