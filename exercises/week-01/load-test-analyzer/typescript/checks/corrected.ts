import type { Sample, Summary } from '../reference/tests/performance/analyze';
import { expectSummary, type Run } from './expect';
import {
  epoch,
  failed,
  of,
  planned,
  range,
  shifted,
  shuffled,
  story,
  storyRun,
  times,
  twelveWorkers,
} from './samples';

export function countsFromTheIntendedStart(): void {
  const run = story();
  expectCorrected({ name: storyRun(), samples: run }, 960, ten);
  for (const from of [0, epoch, -10_000, -3000])
    expectCorrected({ name: storyRun(from), samples: shuffled(shifted(run, from)) }, 960, ten);
  leavesOutWhatIsNotKnown(run);
  failuresPlayNoPart(run);
  anyPlan();
}

const ten: Partial<Summary> = { p50: 10, p95: 10, p99: 10 };

function expectCorrected(run: Run, correctedP99: number, others: Partial<Summary>): void {
  expectSummary(run, others, 'Only the corrected P99 counts from the intended start.');
  expectSummary(run, { correctedP99 });
}

function leavesOutWhatIsNotKnown(run: readonly Sample[]): void {
  const unplanned = run.map(withoutPlan);
  expectSummary({ name: 'a run without a schedule', samples: unplanned }, { correctedP99: undefined });
  for (const place of [0, 500, 999]) {
    for (const missing of [withoutPlan, withUndefinedPlan]) {
      const samples = run.map((sample, i) => (i === place ? missing(sample) : sample));
      const name = '1,000 successful requests with one intended start missing';
      expectSummary({ name, samples }, { correctedP99: undefined });
    }
  }
  expectSummary(
    { name: 'a run whose intended starts are all undefined', samples: run.map(withUndefinedPlan) },
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

function withUndefinedPlan(sample: Sample): Sample {
  return { ...sample, intendedStartMs: undefined };
}

function failuresPlayNoPart(run: readonly Sample[]): void {
  const late = planned(shifted(failed(times(50, 10)), -epoch), 100_000);
  const planless = failed([30_000], { startMs: 700 });
  for (const samples of [[...run, ...planless], [...planless, ...run], shuffled([...run, ...late])]) {
    const name = `1,000 successful requests and ${samples.length - 1000} that failed`;
    expectSummary({ name, samples }, { correctedP99: 960 }, 'Failed requests play no part in it.');
  }
}

function anyPlan(): void {
  const hundred = shuffled(of(range(1, 100)));
  const late = { name: '1 … 100 ms sent 200 ms late', samples: planned(hundred, 200) };
  expectCorrected(late, 299, { p50: 50, p95: 95, p99: 99 });
  const waits: readonly (readonly [name: string, samples: readonly Sample[], correctedP99: number])[] = [
    ['1 … 100 ms sent when they were intended', planned(hundred, 0), 99],
    ['1 … 100 ms sent 0.5 ms late', planned(hundred, 0.5), 99.5],
    ['1 … 100 ms sent 200 ms early', planned(hundred, -200), 99],
    ['1 … 199 ms sent 40 ms late', planned(shuffled(of(range(1, 199))), 40), 238],
    ['twelve workers whose requests were sent when they were intended', planned(twelveWorkers(), 0), 1009],
    ['1 … 12 ms intended at 0 and sent 40 ms late', allAtOnce(range(1, 12)), 52],
    ['twelve requests that took no time, sent when they were intended', planned(of(times(12, 0)), 0), 0],
    ['one request of 1.2345678 ms sent when it was intended', at(0, 1.2345678), 1.2345678],
    ['one request of 10 ms sent a day late', planned(of([10]), 86_400_000), 86_400_010],
    ['one request of 7.25 ms sent 3 ms late', planned(of([7.25]), 3), 10.25],
    ['a late short one and two long ones', [...planned(of([5]), 100), ...planned(of([50, 60]), 10)], 105],
  ];
  for (const [name, samples, correctedP99] of waits) expectSummary({ name, samples }, { correctedP99 });
  earlyAndLate();
}

/** Each request counts for itself, whatever the one before it did. */
function earlyAndLate(): void {
  for (const early of [[0], [50], [99], range(0, 49), range(50, 99)]) {
    const samples = of(times(100, 10)).map((sample, i) => ({
      ...sample,
      intendedStartMs: sample.startMs + (early.includes(i) ? 5 : -500),
    }));
    const name = `requests of 10 ms, ${early.length} sent 5 ms early and ${100 - early.length} sent 500 ms late`;
    expectSummary({ name, samples }, { correctedP99: 510 });
  }
}

function at(startMs: number, durMs: number): readonly Sample[] {
  return of([durMs], { startMs, intendedStartMs: startMs });
}

function allAtOnce(durations: readonly number[]): readonly Sample[] {
  return of(durations, { startMs: 40, intendedStartMs: 0 });
}
