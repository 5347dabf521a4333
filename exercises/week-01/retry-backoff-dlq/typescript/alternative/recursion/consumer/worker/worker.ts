import type { Clock, Msg, Rng } from '../../kit';

/** How long to wait after a failed attempt. */
export interface Backoff {
  /** Pause after the first failed attempt, in milliseconds. From 0. */
  baseMs: number;
  /** No pause is longer, in milliseconds. From 0. */
  maxMs: number;
  jitter: 'none' | 'full';
  rng: Rng;
}

/** Limits the retries of all messages of one worker together (stage 2). */
export interface RetryBudget {
  /** How many retries are allowed for each hundred messages. A whole number from 0 to 100. */
  percent: number;
  /** How many retries are allowed however few messages there are. A whole number from 0. */
  minRetries: number;
  /** Messages and retries count for this long, in milliseconds. Above 0. */
  windowMs: number;
}

/** A message that the worker gave up, and why. */
export interface DeadLetter {
  /** The message as `process` received it, with every field. */
  message: Msg;
  /** What the last attempt threw or rejected with: the very object. */
  error: unknown;
  /** How often `handle` was called for it. */
  attempts: number;
  /** `clock.now()` when the first attempt failed. */
  firstFailureAt: number;
  /** `clock.now()` when the last attempt failed. */
  lastFailureAt: number;
}

export interface WorkerOptions extends Backoff {
  /** Does the work. Fails by throwing or rejecting. Should end soon after the signal aborts. Does not change the message. */
  handle(message: Msg, signal: AbortSignal): Promise<void>;
  /** Stores the letter. May fail. */
  deadLetter(letter: DeadLetter): Promise<void>;
  /** Calls of `handle` for one message, the first one included. A whole number from 1. */
  maxAttempts: number;
  /** Can another attempt succeed? By default every error is retryable. Does not throw. */
  isRetryable?: (error: unknown) => boolean;
  /** By default there is no limit. */
  retryBudget?: RetryBudget;
  clock: Clock;
}

/** The pause after failed attempt number `attempt` (1, 2, 3, …), in milliseconds. */
export function backoffMs(attempt: number, o: Backoff): number {
  const pause = Math.min(o.maxMs, Math.exp(Math.log(o.baseMs) + (attempt - 1) * Math.LN2));
  // Logarithms miss whole numbers by a little.
  const exact = Math.abs(pause - Math.round(pause)) < 1e-9 * pause ? Math.round(pause) : pause;
  return o.jitter === 'full' ? Math.floor(o.rng() * exact) : exact;
}

type Result = 'ok' | 'dead-lettered';

/** Handles messages, retries failures, and parks what it gives up. */
export class Worker {
  readonly #o: WorkerOptions;
  readonly #begun = new Map<number, number>();
  readonly #granted = new Map<number, number>();

  constructor(o: WorkerOptions) {
    this.#o = o;
  }

  /** Resolves when the message is dealt with, so that its offset may be committed. Rejects when it has to come again. */
  process = async (message: Msg, signal: AbortSignal): Promise<Result> => {
    await Promise.resolve();
    signal.throwIfAborted();
    this.#note(this.#begun);
    return this.#attempt(message, signal, 1);
  };

  async #attempt(message: Msg, signal: AbortSignal, n: number, first?: number): Promise<Result> {
    const failure = await this.#try(message, AbortSignal.any([signal]));
    if (!failure) return 'ok';
    if (signal.aborted) throw signal.reason;
    const now = this.#o.clock.now();
    const firstFailureAt = first ?? now;
    if (!this.#isToBeRetried(failure.error, n)) {
      const letter = { message, error: failure.error, attempts: n, firstFailureAt, lastFailureAt: now };
      await this.#o.deadLetter(letter);
      return 'dead-lettered';
    }
    const pause = backoffMs(n, this.#o);
    if (pause > 0) await this.#o.clock.sleep(pause, signal);
    return this.#attempt(message, signal, n + 1, firstFailureAt);
  }

  async #try(message: Msg, signal: AbortSignal): Promise<{ error: unknown } | undefined> {
    try {
      await this.#o.handle(message, signal);
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  #isToBeRetried(error: unknown, n: number): boolean {
    if (n === this.#o.maxAttempts) return false;
    if (this.#o.isRetryable?.(error) === false) return false;
    const budget = this.#o.retryBudget;
    if (!budget) return true;
    const share = Math.floor((this.#count(this.#begun) * budget.percent) / 100);
    if (this.#count(this.#granted) >= Math.max(share, budget.minRetries)) return false;
    this.#note(this.#granted);
    return true;
  }

  #note(times: Map<number, number>): void {
    const now = this.#o.clock.now();
    times.set(now, (times.get(now) ?? 0) + 1);
  }

  #count(times: Map<number, number>): number {
    let sum = 0;
    for (const [at, count] of times) {
      if (this.#o.clock.now() - at >= (this.#o.retryBudget?.windowMs ?? 0)) times.delete(at);
      else sum += count;
    }
    return sum;
  }
}
