import type { Sample } from '../reference/tests/performance/analyze';
import { expectSummary } from './expect';
import { epoch, failed, of, planned, range, shifted, shuffled, story, storyRun, times } from './samples';

export function countsFromTheIntendedStart(): void {
  const run = story();
  for (const samples of [
    run,
    shuffled(run),
    shifted(run, epoch),
    shifted(run, -10_000),
    shifted(run, -3000),
  ]) {
    expectSummary({ name: storyRun, samples }, { p50: 10, p95: 10, p99: 10, correctedP99: 960 });
  }
  leavesOutWhatIsNotKnown(run);
  failuresPlayNoPart(run);
  anyPlan();
}

function leavesOutWhatIsNotKnown(run: readonly Sample[]): void {
  const unplanned = run.map(withoutPlan);
  expectSummary({ name: 'a run without a schedule', samples: unplanned }, { correctedP99: undefined });
  for (const place of [0, 500, 999]) {
    const samples = run.map((sample, i) => (i === place ? withoutPlan(sample) : sample));
    expectSummary(
      { name: '1,000 successful requests with one intended start missing', samples },
      { correctedP99: undefined },
    );
  }
  const undecided = run.map((sample) => ({ ...sample, intendedStartMs: undefined }));
  expectSummary(
    { name: 'a run whose intended starts are all undefined', samples: undecided },
    { correctedP99: undefined },
  );
  const [planless] = of([5]);
  const samples = [...planned(failed(times(12, 10)), 100), planless];
  const name = 'twelve failures with an intended start and a success without one';
  expectSummary({ name, samples }, { correctedP99: undefined });
}

function withoutPlan({ startMs, durMs, ok, worker }: Sample): Sample {
  return { startMs, durMs, ok, worker };
}

function failuresPlayNoPart(run: readonly Sample[]): void {
  const late = planned(shifted(failed(times(50, 10)), -epoch), 100_000);
  const planless = failed([30_000], { startMs: 700 });
  for (const samples of [[...run, ...planless], [...planless, ...run], shuffled([...run, ...late])]) {
    expectSummary(
      { name: `1,000 successful requests and ${samples.length - 1000} that failed`, samples },
      { p50: 10, p95: 10, p99: 10, correctedP99: 960 },
      'Failed requests play no part in it.',
    );
  }
}

function anyPlan(): void {
  const hundred = shuffled(of(range(1, 100)));
  expectSummary(
    { name: '1 … 100 ms sent 200 ms late', samples: planned(hundred, 200) },
    { p50: 50, p95: 95, p99: 99, correctedP99: 299 },
    'Only the corrected P99 counts from the intended start.',
  );
  const waits: readonly (readonly [name: string, samples: readonly Sample[], correctedP99: number])[] = [
    ['1 … 100 ms sent when they were intended', planned(hundred, 0), 99],
    ['1 … 100 ms sent 0.5 ms late', planned(hundred, 0.5), 99.5],
    ['1 … 100 ms sent 200 ms early', planned(hundred, -200), 99],
    ['1 … 12 ms intended at 0 and sent 40 ms late', allAtOnce(range(1, 12)), 52],
    ['twelve requests that took no time, sent when they were intended', planned(of(times(12, 0)), 0), 0],
    ['one request of 7.25 ms sent 3 ms late', planned(of([7.25]), 3), 10.25],
    ['a late short one and two long ones', [...planned(of([5]), 100), ...planned(of([50, 60]), 10)], 105],
  ];
  for (const [name, samples, correctedP99] of waits) expectSummary({ name, samples }, { correctedP99 });
}

function allAtOnce(durations: readonly number[]): readonly Sample[] {
  return of(durations, { startMs: 40, intendedStartMs: 0 });
}
