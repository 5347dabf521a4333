import { seededRng } from 'codealong/checkkit';
import type { Sample } from '../reference/tests/performance/analyze';

export const epoch = 1_700_000_000_000;

/** Requests of these durations, 10 ms apart. They succeed, on one worker and without a schedule, unless `more` says else. */
export function of(durations: readonly number[], more: Partial<Sample> = {}): readonly Sample[] {
  return durations.map((durMs, i) => ({ startMs: epoch + 10 * i, durMs, ok: true, worker: 1, ...more }));
}

export function failed(durations: readonly number[], more: Partial<Sample> = {}): readonly Sample[] {
  return of(durations, { ok: false, ...more });
}

/** Every request should have been sent so much earlier than it was. */
export function planned(samples: readonly Sample[], lateMs: number): readonly Sample[] {
  return samples.map((sample) => ({ ...sample, intendedStartMs: sample.startMs - lateMs }));
}

/** The same run at another time. */
export function shifted(samples: readonly Sample[], byMs: number): readonly Sample[] {
  return samples.map((sample) => ({
    ...sample,
    startMs: sample.startMs + byMs,
    ...(sample.intendedStartMs !== undefined && { intendedStartMs: sample.intendedStartMs + byMs }),
  }));
}

/** first, first + 1, … last */
export function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

export function times(count: number, durMs: number): readonly number[] {
  return Array.from({ length: count }, () => durMs);
}

/** The same in another order, always the same one. */
export function shuffled<T>(items: readonly T[]): readonly T[] {
  const next = seededRng(3);
  const list = [...items];
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list;
}

/** The name of the run, with the moment at which its first request is due. */
export function storyRun(from = 0): string {
  return `1,000 requests over ten workers, one due every 6 ms from ${from} on, with a standstill of a second`;
}

/**
 * The run of the story, by a schedule. A request takes 10 ms of a running service, and is sent when it is intended or when its
 * worker is free again.
 */
export function story(): readonly Sample[] {
  const free = times(10, 0).slice();
  return range(0, 999).map((i) => {
    const worker = i % 10;
    const intendedStartMs = 6 * i;
    const startMs = Math.max(intendedStartMs, free[worker]);
    const endMs = endOf(startMs);
    free[worker] = endMs;
    return { startMs, durMs: endMs - startMs, ok: true, worker, intendedStartMs };
  });
}

const stop = { from: 2500, to: 3500 };

function endOf(startMs: number): number {
  const endMs = startMs + 10;
  if (endMs <= stop.from || startMs >= stop.to) return endMs;
  return endMs + stop.to - Math.max(startMs, stop.from);
}

/** The workers that a test may have, none of them numbered as one would think. */
export const numbers: readonly number[] = [7, -1, 1_000_000, 0, 2.5, 12, 11, 10, 9, 100, 3, 5];

/** Twelve workers with 10, 17, … 87 requests; each is slower than the one before. */
export function twelveWorkers(): readonly Sample[] {
  return shuffled(
    numbers.flatMap((worker, place) =>
      of(
        range(1, 10 + 7 * place).map((i) => place * place * 8 + i * 0.5),
        { worker },
      ),
    ),
  );
}

/** Twelve workers without a pause, 200 ms long. Every request of a worker takes as long as the others of that worker. */
export function busyWorkers(): readonly Sample[] {
  const perWorker = [1, 2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 100];
  return numbers.flatMap((worker, place) => {
    const durMs = 200 / perWorker[place];
    return range(0, perWorker[place] - 1).map((i) => ({
      startMs: epoch + i * durMs,
      durMs,
      ok: true,
      worker,
    }));
  });
}

export const anHourApart: readonly Sample[] = [
  { startMs: epoch + 3_600_000, durMs: 1, ok: true, worker: 1 },
  { startMs: epoch, durMs: 1, ok: true, worker: 1 },
];

/** The five requests of the brief's example. */
export const example: readonly Sample[] = [
  { startMs: 0, durMs: 40, ok: true, worker: 1 },
  { startMs: 100, durMs: 60, ok: true, worker: 1 },
  { startMs: 0, durMs: 200, ok: true, worker: 2 },
  { startMs: 300, durMs: 2, ok: false, worker: 2 },
  { startMs: 400, durMs: 100, ok: true, worker: 2 },
];

/** Half a millisecond from first to last, and the second sample begins first. */
export const twoAtOnce: readonly Sample[] = [
  { startMs: epoch + 0.125, durMs: 0.375, ok: true, worker: 1 },
  { startMs: epoch, durMs: 0.25, ok: true, worker: 2 },
];
