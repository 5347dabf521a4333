import type { Sample } from '../reference/tests/performance/analyze';
import { expectSummary } from './expect';
import {
  anHourApart,
  busyWorkers,
  epoch,
  example,
  failed,
  of,
  range,
  shifted,
  shuffled,
  story,
  storyRun,
  times,
  twoAtOnce,
} from './samples';

export function countsInFlight(): void {
  const busy = busyWorkers();
  const thirdFailed = busy.map((sample, i) => ({ ...sample, ok: i % 3 > 0 }));
  const told = 'Failed requests were in flight, too.';
  const runs: readonly (readonly [
    name: string,
    samples: readonly Sample[],
    concurrency: number,
    told?: string,
  ])[] = [
    ['twelve workers without a pause', busy, 12],
    ['twelve workers without a pause in any order', shuffled(busy), 12],
    ['twelve workers around the moment 0', shifted(busy, -epoch - 100), 12],
    ['twelve workers that pause half of the time', shuffled(halfIdle()), 2400 / 390],
    ['twelve workers with a failure in three', shuffled(thirdFailed), 12, told],
    ['twelve workers with failures only', busy.map((sample) => ({ ...sample, ok: false })), 12, told],
    [storyRun(), shuffled(story()), 19_766 / 6004],
    ['the five requests of the example', example, 402 / 500],
    ['two requests of 1 ms an hour apart', anHourApart, 2 / 3_600_001],
    ['one request', of([7.25]), 1],
    ['requests of 0.25 and 0.375 ms within half a millisecond', twoAtOnce, 1.25],
    ['one request that failed', failed([7.25]), 1, told],
  ];
  for (const [name, samples, concurrency, remark] of runs)
    expectSummary({ name, samples }, { concurrency }, remark);
}

/** Twelve workers with twenty requests each, all of 10 ms; 10 ms after each ends, the next begins. */
function halfIdle(): readonly Sample[] {
  return range(1, 12).flatMap((worker) =>
    of(times(20, 10), { worker }).map((sample, i) => ({ ...sample, startMs: epoch + 20 * i })),
  );
}
