import { DEF_BUCKETS, Histogram } from '../reference/pkg/monitoring/metrics';
import { countsOf, expectCounts, expectList, scribble, times } from './expect';

/** Written down here: what the learner does to DEF_BUCKETS has no say. */
export const defaults = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const fifteen = [0.5, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 100, 144, 233, 1000] as const;

export function listsEveryLimit(): void {
  expectCounts(new Histogram(), defaults, [], 'new Histogram()');
  expectCounts(new Histogram(DEF_BUCKETS), defaults, [], 'new Histogram(DEF_BUCKETS)');
  for (const limits of [[3, 20, 100], [7], fifteen, [5e-324, 1e308]]) {
    expectCounts(new Histogram(Object.freeze([...limits])), limits, [], `new Histogram([${limits}])`);
  }
}

export function bucketsCumulate(): void {
  for (const limit of defaults) {
    for (const value of [limit, limit + 1e-9]) observesOne(value);
  }
  aMixture();
  callersArrayChanges();
  listsAreCopies();
  twoAreApart();
}

function observesOne(value: number): void {
  const h = new Histogram();
  h.observe(value);
  expectCounts(h, defaults, [value], `new Histogram(), observe(${value})`);
}

function aMixture(): void {
  const values = [2.5, 5000, 0, 20, 100.5, 3, 19.99, 1e308, 100, -0, 3.5, 64, 1e6, 4, 101, 20.5, 10, 1000];
  const h = new Histogram([3, 20, 100]);
  for (const [i, value] of values.entries()) {
    h.observe(value);
    const seen = values.slice(0, i + 1);
    expectCounts(
      h,
      [3, 20, 100],
      seen,
      `limits 3, 20, 100; observed ${seen.map((v) => (Object.is(v, -0) ? '-0' : v)).join(', ')}`,
    );
  }
}

function callersArrayChanges(): void {
  const limits: number[] = [...fifteen];
  const h = new Histogram(limits);
  const input = `new Histogram(limits) with ${fifteen.join(', ')}; then the array is changed`;
  limits[0] = 99;
  limits.push(5000);
  expectCounts(h, fifteen, [], input);
  const values = [0.5, 0.6, 34, 90, 144.5, 1000, 1001];
  for (const value of values) h.observe(value);
  limits.length = 2;
  expectCounts(h, fifteen, values, `${input}; observed ${values.join(', ')}`);
}

function listsAreCopies(): void {
  const [h, limits] = [new Histogram([1, 2, 4]), [1, 2, 4]];
  const seen: number[] = [];
  const held: { readonly list: unknown; readonly counts: number[]; readonly after: number }[] = [];
  for (const value of [0.5, 3, 9, 2, 1]) {
    h.observe(value);
    seen.push(value);
    held.push({ list: h.snapshot(), counts: countsOf(limits, seen), after: seen.length });
    for (const { list, counts, after } of held) {
      const input = `limits 1, 2, 4; observed ${seen.join(', ')}; the list was taken after ${after}`;
      expectList(list, limits, counts, input, 'A list that was returned before');
    }
    scribble(h.snapshot());
    expectCounts(h, limits, seen, `limits 1, 2, 4; observed ${seen.join(', ')}; a returned list was changed`);
  }
}

function twoAreApart(): void {
  const all = times(3, 0).map(() => new Histogram());
  all[1]?.observe(0.1);
  all[2]?.observe(3);
  for (const [i, values] of [[], [0.1], [3]].entries()) {
    const h = all[i];
    if (h)
      expectCounts(h, defaults, values, `three histograms; this one observed ${values.join() || 'nothing'}`);
  }
}
