import type { Clock } from '../../kit';
import { systemClock } from './system-clock';

export type State = 'closed' | 'open' | 'half-open';

/** The breaker refused the call: `fn` was not called. */
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
  /** So many failures in a row open the breaker. */
  maxFailures: number;
  /** So long it stays open before it tries again. */
  timeoutMs: number;
  /** While half-open, so many calls may run at the same time. 1 when left out. */
  halfOpenMaxCalls?: number;
  /** While half-open, so many successes close it. 1 when left out. */
  successThreshold?: number;
  /** Tells whether an error says that the guarded service is ill. Every error does when left out. */
  isFailure?: (error: unknown) => boolean;
  /** Hears of every change of state. */
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
