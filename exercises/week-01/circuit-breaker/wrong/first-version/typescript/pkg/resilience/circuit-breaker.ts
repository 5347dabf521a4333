import type { Clock } from '../../kit';
import { systemClock } from './system-clock';

export type State = 'closed' | 'open' | 'half-open';

/** The breaker rejected the call: `fn` was not called. */
export class CircuitOpenError extends Error {
  /** How long until the breaker lets a call through again, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`The circuit breaker is open. Try again in ${retryAfterMs} ms.`);
    this.name = 'CircuitOpenError';
    this.retryAfterMs = retryAfterMs;
  }
}

interface Options {
  /** Consecutive failures that open the breaker. */
  maxFailures: number;
  /** How long it stays open before a probe, in milliseconds. */
  timeoutMs: number;
  /** How many calls may run at the same time while half-open. Defaults to 1. */
  halfOpenMaxCalls?: number;
  /** How many successes close it while half-open. Defaults to 1. */
  successThreshold?: number;
  /** Whether an error counts as a failure of the guarded service. By default every error does. */
  isFailure?: (error: unknown) => boolean;
  /** Called on every state change. */
  onStateChange?: (from: State, to: State) => void;
  clock: Clock;
}

/** Lets one holder in at a time. */
class Mutex {
  #tail: Promise<void> = Promise.resolve();

  async lock(): Promise<() => void> {
    const before = this.#tail;
    let unlock = (): void => {};
    this.#tail = new Promise((resolve) => {
      unlock = resolve;
    });
    await before;
    return unlock;
  }
}

export class CircuitBreaker {
  state: State = 'closed';
  readonly #maxFailures: number;
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  readonly #mutex = new Mutex();
  #failures = 0;
  #lastFailure = 0;

  constructor(options: Options) {
    this.#maxFailures = options.maxFailures;
    this.#timeoutMs = options.timeoutMs;
    this.#clock = options.clock;
  }

  async execute<T>(fn: () => Promise<T> | T): Promise<T> {
    const unlock = await this.#mutex.lock();
    try {
      if (this.state === 'open') {
        if (this.#clock.now() - this.#lastFailure > this.#timeoutMs) {
          this.state = 'half-open';
        } else {
          throw new Error('circuit breaker is open');
        }
      }
      return await this.#call(fn);
    } finally {
      unlock();
    }
  }

  async #call<T>(fn: () => Promise<T> | T): Promise<T> {
    try {
      const value = await fn();
      this.#failures = 0;
      this.state = 'closed';
      return value;
    } catch (error) {
      this.#failures++;
      this.#lastFailure = this.#clock.now();
      if (this.#failures >= this.#maxFailures) this.state = 'open';
      throw error;
    }
  }
}

/** A breaker with the defaults, on the real clock unless one is given. */
export function newCircuitBreaker(
  maxFailures: number,
  timeoutMs: number,
  clock: Clock = systemClock,
): CircuitBreaker {
  return new CircuitBreaker({ maxFailures, timeoutMs, clock });
}
