import type { Sample } from '../reference/tests/performance/analyze';
import { expectFields, expectSummary, summaryOf } from './expect';
import { of, range, shuffled, times, twelveWorkers } from './samples';

type Percentiles = readonly [p50: number, p95: number, p99: number];

export function nearestRank(): void {
  const lists: readonly (readonly [name: string, durations: readonly number[], ...Percentiles])[] = [
    ['the durations 1 … 100 in any order', shuffled(range(1, 100)), 50, 95, 99],
    ['the one duration 7.25', [7.25], 7.25, 7.25, 7.25],
    ['the durations 100, 20, 3', [100, 20, 3], 20, 100, 100],
    ['the durations 4, 1, 3, 2', [4, 1, 3, 2], 2, 4, 4],
    ['the durations 1 … 12 in any order', shuffled(range(1, 12)), 6, 12, 12],
    ['the durations 1 … 20 in any order', shuffled(range(1, 20)), 10, 19, 20],
    ['the durations 1 … 21 in any order', shuffled(range(1, 21)), 11, 20, 21],
    ['the durations 1 … 101 in any order', shuffled(range(1, 101)), 51, 96, 100],
    ['the durations 1 … 200 in any order', shuffled(range(1, 200)), 100, 190, 198],
    ['95 × 5 ms, 4 × 6 ms, 1 × 900 ms', shuffled([...times(95, 5), ...times(4, 6), 900]), 5, 5, 6],
    ['60 × 0 ms and 40 × 0.5 ms', shuffled([...times(60, 0), ...times(40, 0.5)]), 0, 0.5, 0.5],
    [
      'durations of weeks',
      [5_000_000_000.5, 0.125, 4_294_967_297.25],
      4_294_967_297.25,
      5_000_000_000.5,
      5_000_000_000.5,
    ],
  ];
  for (const [name, durations, p50, p95, p99] of lists) {
    expectSummary({ name, samples: of(durations) }, { p50, p95, p99 });
  }
  aListThatGrows();
}

/** A test that still runs is summed up again and again. */
function aListThatGrows(): void {
  const samples: Sample[] = [];
  for (const [durations, p50, p95] of [
    [[8, 9], 8, 9],
    [[1, 2], 2, 9],
    [[3, 20], 3, 20],
  ] as const) {
    samples.push(...of(durations));
    const run = { name: `a list that grew to ${samples.length} samples`, samples };
    expectFields(run, summaryOf(run, samples), { p50, p95, p99: p95 });
  }
}

export function mergesWorkers(): void {
  const two = [...of(times(900, 20), { worker: 1 }), ...of(times(100, 400), { worker: 2 })];
  for (const samples of [two, shuffled(two), [...two].reverse()]) {
    expectSummary(
      { name: 'all samples of two workers together', samples },
      { p50: 20, p95: 400, p99: 400 },
      'The one worker had 900 requests of 20 ms, the other 100 of 400 ms.',
    );
  }
  expectSummary(
    { name: 'all samples of twelve workers together', samples: twelveWorkers() },
    { p50: 519.5, p95: 997, p99: 1009 },
    'They had 10, 17, … 87 requests, each of them slower than the one before.',
  );
}
