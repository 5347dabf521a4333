import { Histogram } from '../reference/pkg/monitoring/metrics';
import { expectCounts, expectRefused } from './expect';

const noObservations = [-1, -5e-324, NaN, -0.25, Infinity, -Infinity, -1e308];

const badLimits = [
  [],
  [0, 1, 2],
  [0],
  [-1, 1, 2],
  [1, 1, 2],
  [1, 2, 2],
  [1, 2, 3, 3, 4, 5],
  [2, 1, 3, 4],
  [1, 2, 4, 3, 5, 6],
  [1, 2, 3, 2.5],
  [1, NaN, 3],
  [NaN],
  [1, 2, NaN],
  [1, 2, Infinity],
  [Infinity],
  [-Infinity, 1, 2],
];

export function refusesInvalid(): void {
  const h = new Histogram([1, 2, 4]);
  const seen: number[] = [];
  for (const [i, value] of noObservations.entries()) {
    expectRefused(`observe(${value})`, () => h.observe(value));
    expectCounts(
      h,
      [1, 2, 4],
      seen,
      `observed ${seen.join(', ') || 'nothing'}; observe(${value}) was refused`,
    );
    seen.push(i);
    h.observe(i);
    expectCounts(
      h,
      [1, 2, 4],
      seen,
      `observed ${seen.join(', ')}; observe(${value}) was refused before the last`,
    );
  }
  for (const limits of badLimits) {
    expectRefused(`new Histogram([${limits.join(', ')}])`, () => new Histogram(limits));
  }
}
