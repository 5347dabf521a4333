import type { Sample } from '../reference/tests/performance/analyze';
import { expectSummary } from './expect';
import { failed, of, planned, range, shuffled, times } from './samples';

export function noClaimWithoutSamples(): void {
  const claims: readonly (readonly [count: number, p999: number | null])[] = [
    [12, null],
    [999, null],
    [1000, 999],
    [1001, 1000],
    [1600, 1599],
    [1900, 1899],
    [1999, 1998],
    [2000, 1998],
    [3000, 2997],
    [4321, 4317],
  ];
  for (const [count, p999] of claims) {
    const samples = shuffled(overManyWorkers(range(1, count)));
    const name = `successful requests of 1 … ${comma(count)} ms`;
    expectSummary({ name, samples }, { p999 });
  }
  const fractions = range(1, 1000).map((whole) => whole + 0.1234567);
  expectSummary(
    {
      name: 'successful requests of 1.1234567 … 1,000.1234567 ms',
      samples: shuffled(of(fractions, { startMs: 0 })),
    },
    { p999: 999 + 0.1234567 },
  );
  expectSummary({ name: 'one successful request', samples: of([7.25]) }, { p999: null });
  const thousand = of(range(1, 1000));
  const failures = failed(times(500, 30_000));
  expectSummary(
    {
      name: '999 successful requests and 500 failures',
      samples: shuffled([...thousand.slice(1), ...failures]),
    },
    { p999: null },
  );
  expectSummary(
    {
      name: '1,000 successful requests of 1 … 1,000 ms and 500 failures',
      samples: shuffled([...thousand, ...failures]),
    },
    { p999: 999 },
  );
  expectSummary({ name: '1,000 successful requests of 0 ms', samples: of(times(1000, 0)) }, { p999: 0 });
  expectSummary(
    {
      name: '1,000 successful requests of 1 … 1,000 ms sent 5 s late',
      samples: planned(shuffled(thousand), 5000),
    },
    { p999: 999 },
    'Only the corrected P99 counts from the intended start.',
  );
}

/** A hundred workers, none of which has 1,000 requests of its own. */
function overManyWorkers(durations: readonly number[]): readonly Sample[] {
  return of(durations).map((sample, i) => ({ ...sample, worker: i % 100 }));
}

/** 4321 → 4,321 */
function comma(count: number): string {
  return String(count).replace(/(?=\d{3}$)/, count < 1000 ? '' : ',');
}
