import type { Check } from '../reference/api-gateway/server/health';
import type { ManualClock } from 'codealong/checkkit';

type Work = (signal: AbortSignal, call: number) => unknown;

/** One call of a check that ends when the test says so. */
export interface Call {
  resolve(): void;
  reject(error: unknown): void;
}

/** What a check looks at. It counts its calls, and keeps the signal of each. */
export class Dependency {
  calls = 0;
  readonly signals: AbortSignal[] = [];
  /** The calls that wait, in the order in which they began. Only a dependency from `waiting` has some. */
  readonly waiting: Call[] = [];
  readonly check: Check = (signal) => {
    this.calls++;
    this.signals.push(signal);
    return this.work(signal, this.calls) as void;
  };

  constructor(
    readonly name: string,
    /** What it does. The first call is number 1. */
    public work: Work = async () => {},
  ) {}
}

export const down = new Error('connect ECONNREFUSED');

/** A check that rejects. */
export function failing(name: string, error: unknown = down): Dependency {
  return new Dependency(name, () => Promise.reject(error));
}

/** A check that takes its time, and then ends well or with an error. It does not listen to its signal. */
export function taking(clock: ManualClock, ms: number, name: string, error?: unknown): Dependency {
  return new Dependency(
    name,
    () =>
      new Promise<void>((resolve, reject) =>
        clock.setTimeout(() => (error === undefined ? resolve() : reject(error)), ms),
      ),
  );
}

/** A check that hangs until the test ends the call. It does not listen to its signal. */
export function waiting(name: string): Dependency {
  const dependency: Dependency = new Dependency(
    name,
    () =>
      new Promise<void>((resolve, reject) => {
        dependency.waiting.push({ resolve, reject });
      }),
  );
  return dependency;
}

const names = [
  'pool', 'warm-up', 'disk', 'database', 'cache', 'broker', 'payments',
  'menu', 'loyalty', 'mail', 'search', 'images', 'prices',
] as const; // prettier-ignore

/** Thirteen names: the first, the seventh and the last are where something goes wrong. */
export const thirteen: readonly string[] = names;
export const places = [0, 6, 12] as const;

/** Thirteen checks of which all are well but the one at `place`. */
export function thirteenWith(place: number, other: (name: string) => Dependency): Dependency[] {
  return thirteen.map((name, index) => (index === place ? other(name) : new Dependency(name)));
}
