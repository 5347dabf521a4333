import { expectSummary, type Run } from './expect';
import { failed, of, range, shuffled, times } from './samples';

export function failuresApart(): void {
  const good = of(range(1, 100));
  const [fast, slow] = [failed(times(30, 1)), failed(times(20, 30_000))];
  const runs: readonly (readonly [Run, errorRate: number])[] = [
    [{ name: '1 … 100 ms and 30 failures of 1 ms', samples: shuffled([...fast, ...good]) }, 30 / 130],
    [{ name: '1 … 100 ms and 20 failures of 30,000 ms', samples: shuffled([...good, ...slow]) }, 1 / 6],
    [{ name: '1 … 100 ms and 50 failures', samples: shuffled([...slow, ...good, ...fast]) }, 1 / 3],
  ];
  for (const [run, errorRate] of runs) {
    expectSummary(run, { p50: 50, p95: 95, p99: 99 }, 'Failed requests are in no percentile.');
    expectSummary(run, { errorRate });
  }
  const one = of([10]);
  const shares: readonly (readonly [name: string, samples: typeof one, errorRate: number])[] = [
    ['one request that failed', failed([10]), 1],
    ['three requests with two failures', [...failed([5]), ...one, ...failed([7])], 2 / 3],
    ['3,000 requests with one failure', [...of(times(2_999, 10)), ...failed([10])], 1 / 3_000],
    ['3,000 requests with one success', [...failed(times(2_999, 10)), ...one], 2_999 / 3_000],
    ['three requests that succeeded', of([3, 2, 1]), 0],
  ];
  for (const [name, samples, errorRate] of shares) expectSummary({ name, samples }, { errorRate });
}
