import type { Sample } from '../reference/tests/performance/analyze';
import { expectSummary } from './expect';
import {
  anHourApart,
  busyWorkers,
  epoch,
  failed,
  of,
  planned,
  shifted,
  shuffled,
  story,
  storyRun,
  twoAtOnce,
} from './samples';

export function rateOverTheSpan(): void {
  fourInFiveSeconds();
  const runs: readonly (readonly [name: string, samples: readonly Sample[], rps: number])[] = [
    ['one request of 10 ms', of([10]), 100],
    ['one request of 1 ms', of([1]), 1000],
    ['two requests within half a millisecond', twoAtOnce, 4000],
    ['two requests of 1 ms an hour apart', anHourApart, 2 / 3600.001],
    ['281 requests of twelve workers in 200 ms', shuffled(busyWorkers()), 1405],
    [storyRun(), shuffled(story()), 1000 / 6.004],
  ];
  for (const [name, samples, rps] of runs) expectSummary({ name, samples }, { rps });
  failuresAreRequests();
}

/** The first of them ends last. */
const four: readonly Sample[] = [
  { startMs: 0, durMs: 5000, ok: true, worker: 1 },
  { startMs: 1000, durMs: 10, ok: true, worker: 2 },
  { startMs: 2000, durMs: 20, ok: true, worker: 2 },
  { startMs: 3000, durMs: 900, ok: true, worker: 2 },
];

function fourInFiveSeconds(): void {
  const name = 'four requests in five seconds';
  const [first, second, third, last] = four;
  for (const order of [four, [last, third, second, first], [third, first, last, second]]) {
    for (const from of [epoch, 0, -2000, -5000, -8000]) {
      expectSummary({ name, samples: shifted(order, from) }, { rps: 0.8 });
    }
  }
  expectSummary({ name, samples: planned(four, 3000) }, { rps: 0.8 }, 'Intended starts are not starts.');
}

/** Ten good requests within 100 ms; failures begin half a second before them and end a second and a half after them. */
function failuresAreRequests(): void {
  const good = of(Array.from({ length: 10 }, () => 10));
  const [early] = failed([3], { startMs: epoch - 500 });
  const [late] = failed([1600], { startMs: epoch, worker: 2 });
  const told = 'Failed requests are requests, too.';
  const runs: readonly (readonly [name: string, samples: readonly Sample[], rps: number])[] = [
    ['ten requests that succeeded and one failure that began 500 ms earlier', [...good, early], 11 / 0.6],
    ['ten requests that succeeded and one failure that ended 1,500 ms later', [...good, late], 11 / 1.6],
    ['ten requests that succeeded between two failures', [late, ...good, early], 12 / 2.1],
    ['twelve requests that failed', failed(Array.from({ length: 12 }, () => 10)), 12 / 0.12],
  ];
  for (const [name, samples, rps] of runs) expectSummary({ name, samples }, { rps }, told);
}
