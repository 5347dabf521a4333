import { seededRng } from 'codealong/checkkit';
import { Histogram } from '../reference/pkg/monitoring/metrics';
import { defaults } from './buckets';
import { expectCounts, expectList, expectQuantile, expectRefused, times } from './expect';

export function mergeAdds(): void {
  twoInstances();
  threeStayApart();
  withEmpty();
  withItself();
  oftenWithItself();
  twelveInstances();
  otherLimits();
}

function of(limits: readonly number[], values: readonly number[]): Histogram {
  const h = new Histogram(Object.freeze([...limits]));
  for (const value of values) h.observe(value);
  return h;
}

function twoInstances(): void {
  const [fast, slow] = [times(900, 0.02), times(100, 0.4)];
  const [one, other] = [of(defaults, fast), of(defaults, slow)];
  const input = 'one instance: 900 × 0.02 s, the other: 100 × 0.4 s';
  for (const both of [one.merge(other), other.merge(one)]) {
    expectCounts(both, defaults, [...fast, ...slow], `${input}; merged`);
    expectQuantile(both, 0.95, 0.375, `${input}; merged`, 'of all 1,000');
  }
  expectCounts(one, defaults, fast, `${input}; the first one after the merge`);
  expectCounts(other, defaults, slow, `${input}; the second one after the merge`);
}

function threeStayApart(): void {
  const limits = [1, 2, 4];
  const values = [[0.5, 3], [1.5, 9], [0.5, 3, 1.5, 9]]; // prettier-ignore
  const [left, right] = [of(limits, values[0] ?? []), of(limits, values[1] ?? [])];
  const all = [left, right, left.merge(right)];
  for (const [i, name] of ['the left one', 'the right one', 'the merged one'].entries()) {
    all[i]?.observe(2);
    values[i]?.push(2);
    for (const [at, h] of all.entries()) {
      const which = ['The left', 'The right', 'The merged'][at];
      expectCounts(
        h,
        limits,
        values[at] ?? [],
        `left.merge(right), then ${name} observes 2. ${which} histogram`,
      );
    }
  }
}

function withEmpty(): void {
  for (const [left, right] of [
    [[], [0.5, 3]],
    [[0.5, 3], []],
    [[], []],
  ] as const) {
    const [one, other] = [of([1, 2, 4], left), of([1, 2, 4], right)];
    const input = `${left.length} observations merged with ${right.length}`;
    const both = one.merge(other);
    expectCounts(both, [1, 2, 4], [...left, ...right], input);
    both.observe(9);
    expectCounts(both, [1, 2, 4], [...left, ...right, 9], `${input}; the merged one observed 9`);
    expectCounts(one, [1, 2, 4], left, `${input}; the left one, after the merged one observed 9`);
    expectCounts(other, [1, 2, 4], right, `${input}; the right one, after the merged one observed 9`);
  }
}

function withItself(): void {
  const [h, values] = [of([1, 2, 4], [0.5, 3, 9]), [0.5, 3, 9]];
  expectCounts(h.merge(h), [1, 2, 4], [...values, ...values], 'h observed 0.5, 3, 9; h.merge(h)');
  expectCounts(h, [1, 2, 4], values, 'h observed 0.5, 3, 9; h after h.merge(h)');
}

/** 18 times with itself: more than fits into 16 bits. */
function oftenWithItself(): void {
  let h = of([1, 2, 4], [0.5, 3, 9]);
  for (let count = 0; count < 18; count++) h = h.merge(h);
  const counts = [2 ** 18, 2 ** 18, 2 ** 19, 3 * 2 ** 18];
  expectList(h.snapshot(), [1, 2, 4], counts, 'h observed 0.5, 3, 9; then 18 times h = h.merge(h)');
}

function twelveInstances(): void {
  const rng = seededRng(14);
  const parts = times(12, 0).map((_, i) => times(5 + 3 * i, 0).map(() => 12 * rng() ** 3));
  const merged = parts.map((values) => of(defaults, values)).reduce((sum, h) => sum.merge(h));
  expectCounts(merged, defaults, parts.flat(), 'twelve instances with 5, 8, … 38 observations, merged');
  const direct = of(defaults, parts.flat()).quantile(0.875);
  expectQuantile(merged, 0.875, direct, 'twelve instances, merged, against one that observed all');
}

function otherLimits(): void {
  const limits = [1, 2, 4, 8, 16];
  const others = [
    [1, 2, 4, 8],
    [1],
    [1, 2, 4, 8, 16, 32],
    [0.5, 2, 4, 8, 16],
    [1, 2, 5, 8, 16],
    [1, 2, 4, 8, 16 + 16 * Number.EPSILON],
    [1000, 2000, 4000, 8000, 16000],
    [12, 4816],
  ];
  for (const other of others) {
    const [one, two] = [of(limits, [1, 3]), of(other, [1, 3, 9])];
    const input = `limits ${limits.join(', ')} and ${other.join(', ')}`;
    expectRefused('merge of histograms with different limits', () => one.merge(two), input);
    expectRefused('merge of histograms with different limits', () => two.merge(one), input);
    expectRefused('merge of an empty histogram with other limits', () => one.merge(of(other, [])), input);
    expectCounts(one, limits, [1, 3], `${input}; the first one after the merge was refused`);
    expectCounts(two, other, [1, 3, 9], `${input}; the second one after the merge was refused`);
  }
}
