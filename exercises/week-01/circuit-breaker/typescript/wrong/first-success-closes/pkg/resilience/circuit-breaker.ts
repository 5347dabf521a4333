// One success closes it, whatever successThreshold says. One lucky call, and the full load returns to a
// service that fails every second one.

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

type Verdict = 'success' | 'failure' | 'ignored';

/** Guards calls to one service: after failures in a row it refuses calls for a while, then tries again carefully. */
export class CircuitBreaker {
  readonly #options: Required<Options>;
  #state: State = 'closed';
  /** Grows with every change of state. A result counts only in the period in which its call was let through. */
  #period = 0;
  #failures = 0;
  #successes = 0;
  #probes = 0;
  #openedAt = 0;

  constructor(options: Options) {
    const { halfOpenMaxCalls = 1, successThreshold = 1 } = options;
    const { maxFailures, timeoutMs, clock, isFailure = () => true, onStateChange = () => {} } = options;
    requireCount({ maxFailures, halfOpenMaxCalls, successThreshold });
    if (!Number.isFinite(timeoutMs) || timeoutMs <= 0) {
      throw new RangeError(`timeoutMs must be a finite number above 0, not ${timeoutMs}`);
    }
    this.#options = {
      maxFailures,
      timeoutMs,
      halfOpenMaxCalls,
      successThreshold,
      isFailure,
      onStateChange,
      clock,
    };
  }

  get state(): State {
    return this.#state;
  }

  /** Calls `fn` and passes on how it ends, or rejects with `CircuitOpenError` without calling it. */
  async execute<T>(fn: () => Promise<T> | T): Promise<T> {
    const period = this.#admit();
    let verdict: Verdict = 'success';
    try {
      return await fn();
    } catch (error) {
      verdict = this.#judge(error);
      throw error;
    } finally {
      this.#record(period, verdict);
    }
  }

  /** Lets the call through and tells in which period, or throws. Nothing is awaited between the look and the step. */
  #admit(): number {
    if (this.#state === 'open') {
      const waitMs = this.#openedAt + this.#options.timeoutMs - this.#options.clock.now();
      if (waitMs > 0) throw new CircuitOpenError(waitMs);
      return this.#enter('half-open', 1);
    }
    if (this.#state === 'half-open') {
      if (this.#probes >= this.#options.halfOpenMaxCalls) throw new CircuitOpenError(0);
      this.#probes++;
    }
    return this.#period;
  }

  #judge(error: unknown): Verdict {
    try {
      return this.#options.isFailure(error) ? 'failure' : 'ignored';
    } catch {
      return 'failure';
    }
  }

  #record(period: number, verdict: Verdict): void {
    if (period !== this.#period) return;
    if (this.#state === 'half-open') {
      this.#recordProbe(verdict);
    } else if (verdict === 'success') {
      this.#failures = 0;
    } else if (verdict === 'failure' && ++this.#failures >= this.#options.maxFailures) {
      this.#open();
    }
  }

  #recordProbe(verdict: Verdict): void {
    this.#probes--;
    if (verdict === 'failure') this.#open();
    if (verdict === 'success' && ++this.#successes >= 1) this.#enter('closed');
  }

  #open(): void {
    this.#openedAt = this.#options.clock.now();
    this.#enter('open');
  }

  /** Starts a new period, with the probes already let through in it. The listener hears of it when all is in place. */
  #enter(to: State, probes = 0): number {
    const from = this.#state;
    const period = ++this.#period;
    this.#state = to;
    this.#failures = 0;
    this.#successes = 0;
    this.#probes = probes;
    try {
      this.#options.onStateChange(from, to);
    } catch {
      // A listener watches. What goes wrong in it must not cost the caller its result.
    }
    return period;
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

function requireCount(counts: Record<string, number>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 1)
      throw new RangeError(`${name} must be a whole number from 1, not ${count}`);
  }
}
