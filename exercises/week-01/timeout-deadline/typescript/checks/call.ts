import { settle, watch, type ManualClock, type Watched } from 'codealong/checkkit';
import { setMaxListeners } from 'node:events';
import { withTimeout } from '../reference/pkg/resilience/timeout';

/** What `fn` does when its signal aborts. */
export type Reaction = keyof typeof reacts;
const reacts = {
  'ignores its signal': null,
  'rejects on abort': ({ reject }) => reject(new Error('connection closed')),
  'rejects on abort with the reason of its signal': ({ reject, signal }) => reject(signal.reason),
  'resolves on abort': ({ resolve }) => resolve('half a receipt'),
} satisfies Record<string, ((work: Work) => void) | null>;
export const reactions = Object.keys(reacts) as readonly Reaction[];

interface Work {
  readonly signal: AbortSignal;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export interface Setting {
  readonly clock: ManualClock;
  readonly parent?: AbortSignal;
  readonly reaction?: Reaction;
  /** Done instead of waiting until the check ends `fn`. */
  readonly work?: (signal: AbortSignal) => Promise<unknown>;
}

/** Lets everything go on that waits for no time, also what a solution puts off for some turns of the event loop. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await settle();
}

/** One call of `withTimeout` whose `fn` ends when the check says so. */
export class Call {
  /** How often `fn` was called. */
  runs = 0;
  /** What `fn` was given. */
  signal: AbortSignal | undefined;
  /** Whether `withTimeout` threw instead of returning a promise. */
  threw = false;
  readonly result: Watched<unknown>;
  #resolve: (value: unknown) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(
    readonly ms: number,
    { clock, parent, reaction = 'ignores its signal', work }: Setting,
  ) {
    const options = Object.freeze(parent ? { clock, parent } : { clock });
    const fn = (signal: AbortSignal): Promise<unknown> => {
      this.runs++;
      this.signal = signal;
      return work ? work(signal) : this.#wait(signal, reaction);
    };
    this.result = watch(this.#start(() => withTimeout(fn, ms, options)));
  }

  /** Lets `fn` resolve. */
  async resolve(value: unknown = 'paid'): Promise<void> {
    this.#resolve(value);
    await rest();
  }

  /** Lets `fn` reject. */
  async reject(error: unknown = new Error('the card was declined')): Promise<void> {
    this.#reject(error);
    await rest();
  }

  #wait(signal: AbortSignal, reaction: Reaction): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      signal.addEventListener('abort', () => reacts[reaction]?.({ signal, resolve, reject }));
    });
  }

  #start(call: () => Promise<unknown>): Promise<unknown> {
    try {
      return Promise.resolve(call());
    } catch (error) {
      this.threw = true;
      return Promise.reject(error);
    }
  }
}

/** A controller whose signal may have any number of listeners without a warning from Node. */
export function controller(): AbortController {
  const made = new AbortController();
  setMaxListeners(0, made.signal);
  return made;
}

/** Twelve of something, counted from 0. */
export function dozen<T>(make: (index: number) => T): readonly T[] {
  return Array.from({ length: 12 }, (_, index) => make(index));
}
