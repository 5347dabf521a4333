/** One of the things that are timed side by side. */
export interface Contender {
  readonly name: string;
  /** What has to be so before the clock starts. */
  readonly before?: () => Promise<void>;
  readonly run: () => Promise<unknown>;
}

/** Milliseconds of each round, by contender. */
export type Timings = ReadonlyMap<string, readonly number[]>;

/**
 * Times contenders in turns, so that what else the machine does falls on all of them alike. Every contender runs once
 * before anything counts.
 */
export async function alternate(rounds: number, contenders: readonly Contender[]): Promise<Timings> {
  const timings = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, before, run } of contenders) {
      await before?.();
      const began = performance.now();
      await run();
      if (round > 0) timings.get(name)?.push(performance.now() - began);
    }
  }
  return timings;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [below = Number.NaN, above = below] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (below + above) / 2;
}

/** The median of one contender, in milliseconds. */
export function medianOf(timings: Timings, name: string): number {
  return median(timings.get(name) ?? []);
}
