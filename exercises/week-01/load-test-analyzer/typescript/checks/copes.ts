import { ok } from 'codealong/checkkit';
import type { Sample, Summary } from '../reference/tests/performance/analyze';
import { describe, expectFields, expectSummary, summaryOf, type Run } from './expect';
import {
  epoch,
  failed,
  of,
  planned,
  range,
  shuffled,
  story,
  storyRun,
  times,
  twelveWorkers,
} from './samples';

export function readsOnlyAndCopes(): void {
  for (const [run, expected] of extremes) expectSummary(run, expected);
  for (const run of [...extremes.map(([extreme]) => extreme), ...ordinary()]) readsOnly(run);
  longRun();
}

const nothing: Summary = {
  rps: 0,
  errorRate: 0,
  p50: 0,
  p95: 0,
  p99: 0,
  p999: null,
  concurrency: 0,
  correctedP99: undefined,
};

const noTime = { startMs: epoch, durMs: 0 };

const extremes: readonly (readonly [Run, Partial<Summary>])[] = [
  [{ name: 'a run without samples', samples: [] }, nothing],
  [
    { name: 'twelve requests of 10 ms that failed', samples: planned(failed(times(12, 10)), 5) },
    { ...nothing, errorRate: 1, rps: 100, concurrency: 1 },
  ],
  [{ name: 'one request that took no time', samples: of([0]) }, nothing],
  [
    {
      name: 'twelve requests with four failures that took no time',
      samples: [...of(times(8, 0), noTime), ...failed(times(4, 0), noTime)],
    },
    { ...nothing, errorRate: 1 / 3 },
  ],
  [
    {
      name: '1,000 requests at the moment 0 that took no time and were due 40 ms earlier',
      samples: planned(of(times(1000, 0), { startMs: 0 }), 40),
    },
    { ...nothing, p999: 0, correctedP99: 40 },
  ],
];

function ordinary(): readonly Run[] {
  return [
    { name: storyRun, samples: shuffled(story()) },
    { name: 'twelve workers', samples: twelveWorkers() },
    {
      name: '1 … 100 ms and 50 failures',
      samples: shuffled([...of(range(1, 100)), ...failed(times(50, 30_000))]),
    },
  ];
}

/** Judged twice: with samples that nobody can change, and with samples that are looked at afterwards. */
function readsOnly(run: Run): void {
  const frozen: Run = {
    name: `${run.name}, all of it frozen`,
    samples: Object.freeze(run.samples.map((sample) => Object.freeze({ ...sample }))),
  };
  summaryOf(frozen, frozen.samples);
  const thawed = run.samples.map((sample) => ({ ...sample }));
  summaryOf(run, thawed);
  const before = run.samples.map(fieldsOf);
  const after = thawed.map(fieldsOf);
  const place = after.findIndex((sample, i) => sample !== before[i]);
  ok(after.length === before.length && place === -1, {
    message: 'summarize changed the samples that it was given.',
    input: describe(run),
    expected: before[place] ?? `${before.length} samples`,
    actual: after[place] ?? `${after.length} samples`,
  });
}

/** "startMs 5, durMs 10, …", with whatever else it has. */
function fieldsOf(sample: Sample): string {
  return Object.entries(sample)
    .map((field) => field.join(' '))
    .join(', ');
}

/** 20 minutes at 166.7 requests a second, each sent a second late. Ten of them, far from each other, took the same time. */
function longRun(): void {
  const [count, distinct] = [200_000, 20_000];
  const samples = Array.from({ length: count }, (_, i) => {
    const startMs = epoch + 6 * i;
    return {
      startMs,
      durMs: (i * 7919) % distinct,
      ok: true,
      worker: i % 50,
      intendedStartMs: startMs - 1000,
    };
  });
  const run: Run = { name: '200,000 requests of 0 … 19,999 ms, ten of each', samples };
  const spanMs = samples.reduce((last, { startMs, durMs }) => Math.max(last, startMs + durMs), 0) - epoch;
  expectFields(run, summaryOf(run, samples), {
    rps: (count * 1000) / spanMs,
    errorRate: 0,
    p50: 9_999,
    p95: 18_999,
    p99: 19_799,
    p999: 19_979,
    concurrency: (count * (distinct - 1)) / 2 / spanMs,
    correctedP99: 20_799,
  });
}
