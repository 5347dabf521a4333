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

type Verdict = 'success' | 'failure' | 'ignored';

/** Guards calls to one service: after consecutive failures it rejects calls for a while, then lets a probe decide. */
export class CircuitBreaker {
  readonly #options: Required<Options>;
  #state: State = 'closed';
  /** Grows with every state change. A result counts only in the generation in which its call was let through. */
  #generation = 0;
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
    const generation = this.#admit();
    let verdict: Verdict = 'success';
    try {
      return await fn();
    } catch (error) {
      verdict = this.#judge(error);
      throw error;
    } finally {
      this.#record(generation, verdict);
    }
  }

  /** Lets the call through and returns its generation, or throws. Nothing is awaited between reading the state and changing it. */
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
    return this.#generation;
  }

  #judge(error: unknown): Verdict {
    try {
      return this.#options.isFailure(error) ? 'failure' : 'ignored';
    } catch {
      return 'failure';
    }
  }

  #record(generation: number, verdict: Verdict): void {
    if (generation !== this.#generation) return;
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
    if (verdict === 'success' && ++this.#successes >= this.#options.successThreshold) this.#enter('closed');
  }

  #open(): void {
    this.#openedAt = this.#options.clock.now();
    this.#enter('open');
  }

  /** Starts a new generation, with the probes already let through in it. The listener is called last. */
  #enter(to: State, probes = 0): number {
    const from = this.#state;
    const generation = ++this.#generation;
    this.#state = to;
    this.#failures = 0;
    this.#successes = 0;
    this.#probes = probes;
    try {
      this.#options.onStateChange(from, to);
    } catch {
      // A listener watches. What goes wrong in it must not cost the caller its result.
    }
    return generation;
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
