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
export function backoffMs(attempt: number, { baseMs, maxMs, jitter, rng }: Backoff): number {
  if (baseMs === 0) return 0; // 0 × Infinity, which a late attempt would ask for, is NaN.
  const pause = Math.min(baseMs * 2 ** (attempt - 1), maxMs);
  return jitter === 'full' ? rng() * pause : pause;
}

/** Handles messages, retries failures, and parks what it gives up. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #budget: Budget | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    const { retryBudget, clock } = options;
    this.#budget = retryBudget && new Budget(retryBudget, clock);
  }

  /** Resolves when the message is dealt with, so that its offset may be committed. Rejects when it has to come again. */
  async process(message: Msg, signal: AbortSignal): Promise<'ok' | 'dead-lettered'> {
    const { clock } = this.#options;
    signal.throwIfAborted();
    this.#budget?.countMessage();
    let firstFailureAt: number | undefined;
    for (let attempts = 1; ; attempts++) {
      try {
        await this.#options.handle(message, signal);
        return 'ok';
      } catch (error) {
        signal.throwIfAborted();
        const lastFailureAt = clock.now();
        firstFailureAt ??= lastFailureAt;
        if (!this.#mayRetry(attempts, error)) {
          await this.#options.deadLetter({ message, error, attempts, firstFailureAt, lastFailureAt });
          return 'dead-lettered';
        }
      }
      await clock.sleep(backoffMs(attempts, this.#options), signal);
    }
  }

  /** Takes a retry from the budget if there is to be one. */
  #mayRetry(attempts: number, error: unknown): boolean {
    const { maxAttempts, isRetryable } = this.#options;
    if (attempts >= maxAttempts) return false;
    if (isRetryable && !isRetryable(error)) return false;
    return this.#budget?.take() ?? true;
  }
}

/** How many retries all messages of a worker may have together. */
class Budget {
  readonly #limits: RetryBudget;
  readonly #clock: Clock;
  /** When each message had its first attempt, and when each retry was granted. Oldest first. */
  readonly #messages: number[] = [];
  readonly #retries: number[] = [];

  constructor(limits: RetryBudget, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  countMessage(): void {
    this.#count(this.#messages);
  }

  /** Grants a retry and counts it, in one step: nobody else looks in between. */
  take(): boolean {
    const { percent, minRetries } = this.#limits;
    const messages = this.#inWindow(this.#messages).length;
    const retries = this.#inWindow(this.#retries).length;
    if (retries >= Math.max(minRetries, Math.floor((messages * percent) / 100))) return false;
    this.#count(this.#retries);
    return true;
  }

  #count(times: number[]): void {
    this.#inWindow(times).push(this.#clock.now());
  }

  /** Forgets what is too old. */
  #inWindow(times: number[]): number[] {
    const now = this.#clock.now();
    while (times[0] !== undefined && now - times[0] >= this.#limits.windowMs) times.shift();
    return times;
  }
}
