import { fail, show } from 'codealong/checkkit';
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
  longRuns();
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
  [
    { name: 'one request of 10 ms that failed', samples: failed([10]) },
    { ...nothing, errorRate: 1, rps: 100, concurrency: 1 },
  ],
  [{ name: 'one request that took no time', samples: of([0]) }, nothing],
  [
    { name: 'one request that failed and took no time', samples: failed([0]) },
    { ...nothing, errorRate: 1 },
  ],
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
    { name: storyRun(), samples: shuffled(story()) },
    { name: 'twelve workers', samples: twelveWorkers() },
    {
      name: '1 … 100 ms and 50 failures',
      samples: shuffled([...of(range(1, 100)), ...failed(times(50, 30_000))]),
    },
    {
      name: 'a request sent 5 ms early, one sent 5 ms late and a failure sent 5 ms early',
      samples: [...planned(of([10]), -5), ...planned(of([10]), 5), ...planned(failed([10]), -5)],
    },
    {
      name: 'two requests whose intended start is undefined',
      samples: of([10, 20], { intendedStartMs: undefined }),
    },
    { name: '1,500 requests of 10 ms, the latest first', samples: [...of(times(1500, 10))].reverse() },
  ];
}

/** Judged twice: with samples that nobody can change, and with samples that are looked at afterwards. */
function readsOnly(run: Run): void {
  const frozen: Run = {
    name: `${run.name}, all of it frozen`,
    samples: Object.freeze(run.samples.map((sample) => Object.freeze({ ...sample }))),
  };
  summaryOf(frozen, frozen.samples);
  const given = run.samples.map((sample) => ({ ...sample }));
  summaryOf(run, given);
  const place = run.samples.findIndex((sample, i) => !isAsBefore(given[i], sample));
  if (place >= 0 || given.length !== run.samples.length) {
    fail({
      message: 'summarize changed the samples that it was given.',
      input: describe(run),
      expected: fieldsOf(run.samples[place]) ?? `${run.samples.length} samples`,
      actual: fieldsOf(given[place]) ?? `${given.length} samples`,
    });
  }
  if (!Object.isExtensible(given)) {
    fail({
      message: 'summarize changed the list that it was given: nothing can be added to it any more.',
      input: describe(run),
      expected: 'a list that can grow',
      actual: 'a frozen list',
    });
  }
}

function isAsBefore(sample: Sample | undefined, before: Sample): boolean {
  if (sample === undefined || !Object.isExtensible(sample)) return false;
  return (
    sample.startMs === before.startMs &&
    sample.durMs === before.durMs &&
    sample.ok === before.ok &&
    sample.worker === before.worker &&
    sample.intendedStartMs === before.intendedStartMs &&
    Reflect.ownKeys(sample).length === Reflect.ownKeys(before).length
  );
}

/** "startMs 5, durMs 10, …", with whatever else it has. */
function fieldsOf(sample: Sample | undefined): string | undefined {
  if (sample === undefined) return undefined;
  const fields = Reflect.ownKeys(sample).map(
    (key) => `${String(key)} ${show(Reflect.get(sample, key) as unknown)}`,
  );
  return [...fields, ...(Object.isExtensible(sample) ? [] : ['frozen'])].join(', ');
}

/** The night when all went well, the one when most failed, and the dull one. */
function longRuns(): void {
  const [count, distinct] = [200_000, 20_000];
  const samples = longRun(count, distinct);
  const spanMs = samples.reduce((last, { startMs, durMs }) => Math.max(last, startMs + durMs), 0) - epoch;
  const served: Run = { name: '200,000 requests of 0 … 19,999 ms, ten of each', samples };
  expectFields(served, summaryOf(served, samples), {
    rps: (count * 1000) / spanMs,
    errorRate: 0,
    p50: 9_999,
    p95: 18_999,
    p99: 19_799,
    p999: 19_979,
    concurrency: (count * (distinct - 1)) / 2 / spanMs,
    correctedP99: 20_799,
  });

  const outage = longOutage(41_000, 150_000);
  const lost: Run = { name: '41,000 requests of 1 … 41,000 ms and 150,000 failures', samples: outage };
  expectFields(lost, summaryOf(lost, outage), {
    errorRate: 150 / 191,
    p50: 20_500,
    p95: 38_950,
    p99: 40_590,
    p999: 40_959,
    correctedP99: undefined,
  });

  const same: Run = {
    name: '15,000 requests of 10 ms sent 40 ms late',
    samples: planned(of(times(alike, 10)), 40),
  };
  const flat = { p50: 10, p95: 10, p99: 10, p999: 10, correctedP99: 50 };
  expectSummary(same, { ...flat, rps: 100, errorRate: 0, concurrency: 1 });
}

/** Too many for a recursion that goes down one step for each, and few enough for a search that is quadratic when all are alike. */
const alike = 15_000;

/** 20 minutes at 166.7 requests a second, each sent a second late. Ten of them, far from each other, took the same time. */
function longRun(count: number, distinct: number): readonly Sample[] {
  return Array.from({ length: count }, (_, i) => {
    const startMs = epoch + 6 * i;
    return {
      startMs,
      durMs: ((i + 1) * 7919) % distinct,
      ok: true,
      worker: i % 50,
      intendedStartMs: startMs - 1000,
    };
  });
}

/** Requests of 1 … `good` ms in any order, all sent at once, and failures after them. */
function longOutage(good: number, bad: number): readonly Sample[] {
  return Array.from({ length: good + bad }, (_, i) => ({
    startMs: epoch,
    durMs: i < good ? ((i * 7919) % good) + 1 : 10,
    ok: i < good,
    worker: i % 50,
  }));
}
