import type { Sample, Summary } from '../reference/tests/performance/analyze';
import { expectFields, expectSummary, summaryOf, type Run } from './expect';
import { numbers, of, range, shuffled, times, twelveWorkers } from './samples';

type List = readonly [name: string, durations: readonly number[], p50: number, p95: number, p99: number];

const fraction = 1234567.1234567;

/** Sent at 0, where the end without the start is the duration to the last digit, for those who compute it. */
const exact: readonly List[] = [
  [
    'the durations 1.0000003, 1.0000001, 1.0000002',
    [1.0000003, 1.0000001, 1.0000002],
    1.0000002,
    1.0000003,
    1.0000003,
  ],
  [`the one duration ${fraction}`, [fraction], fraction, fraction, fraction],
];

export function nearestRank(): void {
  const lists: readonly List[] = [
    ['the durations 1 … 100 in any order', shuffled(range(1, 100)), 50, 95, 99],
    ['the one duration 7.25', [7.25], 7.25, 7.25, 7.25],
    ['the durations 100, 20, 3', [100, 20, 3], 20, 100, 100],
    ['the durations 4, 1, 3, 2', [4, 1, 3, 2], 2, 4, 4],
    ['the durations 1 … 12 in any order', shuffled(range(1, 12)), 6, 12, 12],
    ['the durations 1 … 19 in any order', shuffled(range(1, 19)), 10, 19, 19],
    ['the durations 1 … 20 in any order', shuffled(range(1, 20)), 10, 19, 20],
    ['the durations 1 … 21 in any order', shuffled(range(1, 21)), 11, 20, 21],
    ['the durations 1 … 101 in any order', shuffled(range(1, 101)), 51, 96, 100],
    ['the durations 1 … 199 in any order', shuffled(range(1, 199)), 100, 190, 198],
    ['the durations 1 … 200 in any order', shuffled(range(1, 200)), 100, 190, 198],
    ['the durations 1 … 220 in any order', shuffled(range(1, 220)), 110, 209, 218],
    ['95 × 5 ms, 4 × 6 ms, 1 × 900 ms', shuffled([...times(95, 5), ...times(4, 6), 900]), 5, 5, 6],
    ['60 × 0 ms and 40 × 0.5 ms', shuffled([...times(60, 0), ...times(40, 0.5)]), 0, 0.5, 0.5],
    ['the durations 0.5, 0.25, 10.125, 9', [0.5, 0.25, 10.125, 9], 0.5, 10.125, 10.125],
    [
      'durations of weeks',
      [5_000_000_000.5, 0.125, 4_294_967_297.25],
      4_294_967_297.25,
      5_000_000_000.5,
      5_000_000_000.5,
    ],
  ];
  const told = [
    ...lists.map((list) => resultOf(list)),
    ...exact.map((list) => resultOf(list, { startMs: 0 })),
  ];
  for (const { run, expected, summary } of told)
    expectFields(run, summary, expected, 'This summary was right until other runs were summed up.');
  aListThatChanges();
}

/** What was said of the list, and was right. */
function resultOf(
  [name, durations, p50, p95, p99]: List,
  more: Partial<Sample> = {},
): { readonly run: Run; readonly expected: Partial<Summary>; readonly summary: Partial<Summary> } {
  const run = { name, samples: of(durations, more) };
  const expected = { p50, p95, p99 };
  return { run, expected, summary: expectSummary(run, expected) };
}

/** A test that still runs is summed up again and again. */
function aListThatChanges(): void {
  const samples: Sample[] = [];
  const expectOf = (name: string, p50: number, p95: number): void => {
    const run = { name, samples };
    expectFields(run, summaryOf(run, samples), { p50, p95, p99: p95 });
  };
  for (const [durations, p50, p95] of [
    [[8, 9], 8, 9],
    [[1, 2], 2, 9],
    [[3, 20], 3, 20],
  ] as const) {
    samples.push(...of(durations));
    expectOf(`a list that grew to ${samples.length} samples`, p50, p95);
    // Whether a list may be frozen is not a matter of the nearest rank.
    if (!Object.isExtensible(samples)) return;
  }
  samples.splice(0, 6, ...of([30, 10, 20, 5, 7, 6]));
  expectOf('a list of six samples that were replaced by six others', 7, 30);
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
  for (const worker of numbers) {
    const samples = [...of([400], { worker }), ...of([20, 30], { worker: 1 })];
    expectSummary({ name: `samples of worker 1 and worker ${worker}`, samples }, { p50: 30, p95: 400 });
  }
  expectSummary(
    { name: 'all samples of twelve workers together', samples: twelveWorkers() },
    { p50: 519.5, p95: 997, p99: 1009 },
    `The workers ${numbers.join(', ')} had 10, 17, … 87 requests, each worker slower than the one before.`,
  );
}
