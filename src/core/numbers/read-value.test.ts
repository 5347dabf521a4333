import assert from 'node:assert/strict';
import { readValue } from './read-value';

function valueOf(written: string, unit: string): number {
  const read = readValue(written, unit);
  return 'value' in read ? Number(read.value.toPrecision(9)) : assert.fail(read.problem);
}

function problemOf(written: string, unit: string): string {
  const read = readValue(written, unit);
  return 'problem' in read ? read.problem : assert.fail(`${written} is ${read.value} ${unit}`);
}

describe('a value', () => {
  const values: readonly (readonly [written: string, unit: string, value: number])[] = [
    ['166.7', 'orders/s', 166.7],
    ['166.7/s', 'orders/s', 166.7],
    ['166.7 orders/s', 'orders/s', 166.7],
    ['1 order / s', 'orders/s', 1],
    ['10_000 / min', 'orders/s', 166.666667],
    ['14.4M', 'orders/d', 14.4e6],
    ['14.4M/d', 'orders/d', 14.4e6],
    ['14.4 million orders/d', 'orders/d', 14.4e6],
    ['166.7 rps', 'orders/s', 166.7],
    ['1.5k rps', 'orders/min', 90_000],
    ['2k', '', 2_000],
    ['1.2 GB', 'MB', 1_200],
    ['1 GiB', 'MB', 1_073.74182],
    ['1 KiB', 'B', 1_024],
    ['8 Gbit/s', 'GB/s', 1],
    ['1 Gbps', 'Mbit/s', 1_000],
    ['400 GB/d', 'TB/y', 146],
    ['350 ms', 's', 0.35],
    ['0.876 h', 'min', 52.56],
    ['365 d', 'min', 525_600],
    ['99.95 %', '%', 99.95],
    ['200e6 * 2 / 86400', 'posts/s', 4_629.62963],
    ['200M * 2 / 86.4k /s', 'posts/s', 4_629.62963],
    ['(1 + 2) * -3', '', -9],
    ['2 ** 10', '', 1_024],
    ['7 % 4', '', 3],
    ['1e3', '', 1_000],
    ['-.5', '', -0.5],
    [' 5. ', '', 5],
    ['10 MB/order', 'kB/order', 10_000],
  ];
  for (const [written, unit, value] of values)
    it(`of "${written}" in ${unit || 'plain numbers'} is ${value}`, () =>
      assert.equal(valueOf(written, unit), value));

  const refused: readonly (readonly [name: string, written: string, unit: string, problem: RegExp])[] = [
    ['a comma', '1,000', 'orders', /^Write it without the comma: 1000 or 1_000, and 1\.5 with a point\.$/],
    [
      'a unit that measures something else',
      '5 GB',
      'orders/s',
      /^"GB" measures something else\. .* in orders\/s\.$/,
    ],
    ['a rate for a number', '5 orders/s', 'orders', /^"orders\/s" measures something else/],
    ['a number for a rate', '5 orders', 'orders/s', /^"orders" measures something else/],
    [
      'a unit that is none',
      '5 parsecs',
      's',
      /^"parsecs" is not a unit that is known here\. .* in s; without/,
    ],
    ['a meter or minute', '5 m', 'min', /^"m" is not a unit that is known here/],
    ['other things', '5 pods', 'orders', /^"pods" is not a unit/],
    ['a size alone for data', '1.2G', 'GB', /^"G" measures something else/],
    ['a size behind data', '1.2 G', 'GB', /^"G" measures something else\. This is asked for in GB\.$/],
    ['words', 'about sixty', 's', /^"about sixty" is not a number\. Write one in s\.$/],
    ['words before the number', 'about 60', 's', /^Arithmetic is of numbers alone/],
    [
      'units inside arithmetic',
      '10 GB / 4 MB',
      '',
      /measures something else|^Arithmetic is of numbers alone/,
    ],
    ['a division by 0', '1 / 0', '', /^This has no finite value\. Is something divided by 0\?$/],
    ['0 divided by 0', '0 / 0', '', /^This has no finite value/],
    ['a parenthesis that is not closed', '(1 + 2', '', /^This can't be worked out: Unclosed \(\.$/],
    ['an operator without its number', '1 + * 2', '', /^This can't be worked out: /],
    ['two numbers', '1 2', '', /^This can't be worked out: an operator is missing between two numbers\.$/],
    ['code', 'process.exit(1)', '', /^Arithmetic is of numbers alone/],
    [
      'names of what every object has',
      '__proto__ + 1',
      '',
      /^Arithmetic is of numbers alone|^This can't be worked out/,
    ],
    ['a comparison', '1 == 1', '', /^This can't be worked out: "==" is not an operator here\.$/],
    ['a list', '[1][0]1', '', /^This can't be worked out: /],
    ['deep parentheses', `${'('.repeat(200)}1`, '', /^This can't be worked out: /],
    ['a long text', '1+'.repeat(300), '', /^This is too long for a number\.$/],
    ['nothing but a unit', 'GB', 'GB', /^"GB" is not a number\. Write one in GB\.$/],
  ];
  for (const [name, written, unit, problem] of refused)
    it(`is not taken from ${name}`, () => assert.match(problemOf(written, unit), problem));
});
