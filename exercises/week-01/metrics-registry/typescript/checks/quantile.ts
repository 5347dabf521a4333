import { Histogram } from '../reference/pkg/monitoring/metrics';
import { expectQuantile, expectRefused, times } from './expect';

type Observed = readonly (readonly [count: number, value: number])[];

function filled(limits: readonly number[] | undefined, observed: Observed): Histogram {
  const h = limits === undefined ? new Histogram() : new Histogram(limits);
  for (const [count, value] of observed) for (const one of times(count, value)) h.observe(one);
  return h;
}

function describe(limits: readonly number[] | undefined, observed: Observed): string {
  const what = observed.map(([count, value]) => `${count} × ${value}`).join(', ') || 'nothing';
  return `${limits === undefined ? 'default limits' : `limits ${limits.join(', ')}`}; observed ${what}`;
}

type Expected = readonly (readonly [q: number, expected: number, where?: string])[];

/** Asks twice and in both directions: the first answer must not change the second. */
function expectAll(limits: readonly number[] | undefined, observed: Observed, expected: Expected): void {
  const h = filled(limits, observed);
  for (const [q, value, where] of [...expected, ...[...expected].reverse()]) {
    expectQuantile(h, q, value, describe(limits, observed), where);
  }
}

const thousand: Observed = [
  [20, 0.6],
  [100, 0.03],
  [400, 0.2],
  [200, 0.07],
  [280, 0.3],
];

export function quantileInterpolates(): void {
  expectAll(undefined, thousand, [
    [0.95, 0.25 + (0.25 * 250) / 280, 'in the bucket from 0.25 to 0.5'],
    [0.5, 0.175, 'in the bucket from 0.1 to 0.25'],
    [0.1, 0.05, 'the upper end of the bucket from 0.025 to 0.05'],
    [0.99, 0.75, 'in the bucket from 0.5 to 1'],
    [1, 1, 'the upper end of the bucket from 0.5 to 1'],
  ]);
  expectAll(
    [4, 8],
    [[8, 1]],
    [
      [0.5, 2, 'in the bucket from 0 to 4'],
      [0.125, 0.5, 'in the bucket from 0 to 4'],
      [1, 4],
    ],
  );
  const three: Observed = [[1, 0.5], [1, 1.5], [1, 3]]; // prettier-ignore
  expectAll([1, 2, 4], three, [
    [0.125, 0.375, 'at the rank 0.375'],
    [0.5, 1.5, 'at the rank 1.5'],
    [0.75, 2.5, 'at the rank 2.25'],
    [0.875, 3.25, 'at the rank 2.625'],
  ]);
  expectAll([1, 2, 4], [[1, 1.5]], [[0.25, 1.25], [0.5, 1.5], [1, 2]]); // prettier-ignore
  const gap: Observed = [[10, 0.5], [10, 4.5]]; // prettier-ignore
  expectAll([1, 2, 3, 4, 5], gap, [
    [0.5, 1, 'the upper end of the bucket from 0 to 1'],
    [0.75, 4.5, 'in the bucket from 4 to 5'],
    [0.25, 0.5],
    [1, 5],
  ]);
  const two: Observed = [[1, 0.5], [1, 4.5]]; // prettier-ignore
  expectAll([1, 2, 3, 4, 5], two, [
    [0.5, 1, 'at the rank 1'],
    [0.5 + 2 ** -30, 4 + 2 ** -29, 'at a rank just above 1'],
  ]);
  manyBuckets();
  growing();
}

/** 20 limits 5, 10, … 100 and one observation more in each bucket: 210 in all. */
function manyBuckets(): void {
  const limits = times(20, 0).map((_, i) => 5 * (i + 1));
  const observed = limits.map((limit, i) => [i + 1, limit - 1] as const);
  const expected = times(7, 0).map(
    (_, i) => [(i + 1) / 8, straight(limits, observed, ((i + 1) / 8) * 210)] as const,
  );
  expectAll(limits, [...observed].reverse(), expected);
}

function straight(limits: readonly number[], observed: Observed, rank: number): number {
  let below = 0;
  for (const [i, [inside]] of observed.entries()) {
    const low = limits[i - 1] ?? 0;
    if (below + inside >= rank) return low + (((limits[i] ?? NaN) - low) * (rank - below)) / inside;
    below += inside;
  }
  return NaN;
}

/** The ranks are 0.5, 1 and 1.5. */
function growing(): void {
  const h = new Histogram([2, 4, 8]);
  const seen: number[] = [];
  for (const [value, expected] of [
    [1, 1],
    [3, 2],
    [3, 2.5],
  ] as const) {
    // prettier-ignore
    h.observe(value);
    seen.push(value);
    expectQuantile(h, 0.5, expected, `limits 2, 4, 8; observed ${seen.join(', ')}`);
  }
}

export function quantileEdges(): void {
  for (const limits of [undefined, [3, 20]]) {
    expectAll(
      limits,
      [],
      [0, 0.5, 0.95, 1].map((q) => [q, NaN] as const),
    );
  }
  const tail: Observed = [[90, 0.2], [10, 14.9]]; // prettier-ignore
  expectAll(undefined, tail, [
    [0.99, 10, 'the highest limit'],
    [0.9375, 10, 'the highest limit'],
    [1, 10, 'the highest limit'],
  ]);
  expectAll(
    [3, 20],
    [[5, 21]],
    [0, 0.125, 0.5, 1].map((q) => [q, 20, 'the highest limit'] as const),
  );
  expectAll([1, 2, 4, 8], [[4, 3]], [[0, 2, 'the low end of the bucket from 2 to 4']]);
  expectAll([1, 2, 4, 8], [[4, 0.5]], [[0, 0, 'the low end of the bucket from 0 to 1']]);
  expectAll([1, 2, 4, 8], [[2, 3], [2, 5]], [[0, 2], [1, 8]]); // prettier-ignore
  for (const observed of [[], thousand]) {
    const h = filled(undefined, observed);
    for (const q of [-0.01, -5e-324, 1.01, 1 + Number.EPSILON, 95, NaN, Infinity, -Infinity]) {
      expectRefused(`quantile(${q})`, () => h.quantile(q), describe(undefined, observed));
    }
  }
}
