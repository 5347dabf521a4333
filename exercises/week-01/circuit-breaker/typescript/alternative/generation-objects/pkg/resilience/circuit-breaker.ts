// One object per generation. The object that let a call through also hears how it ended, and forgets it when its time is
// over: being the current object is what a generation number says elsewhere.

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
type Limits = Pick<
  Required<Options>,
  'maxFailures' | 'timeoutMs' | 'halfOpenMaxCalls' | 'successThreshold' | 'clock'
>;

/** The time between two state changes. */
interface Generation {
  readonly state: State;
  /** Throws `CircuitOpenError`, or names the generation that the call belongs to. */
  admit(): Generation;
  record(verdict: Verdict): void;
}

/** Puts the next generation in the place of this one. */
type Enter = (next: Generation) => void;

class Closed implements Generation {
  readonly state = 'closed';
  readonly #limits: Limits;
  readonly #enter: Enter;
  #failures = 0;

  constructor(limits: Limits, enter: Enter) {
    this.#limits = limits;
    this.#enter = enter;
  }

  admit(): Generation {
    return this;
  }

  record(verdict: Verdict): void {
    if (verdict === 'success') this.#failures = 0;
    if (verdict === 'failure' && ++this.#failures >= this.#limits.maxFailures) {
      this.#enter(new Open(this.#limits, this.#enter));
    }
  }
}

class Open implements Generation {
  readonly state = 'open';
  readonly #limits: Limits;
  readonly #enter: Enter;
  readonly #until: number;

  constructor(limits: Limits, enter: Enter) {
    this.#limits = limits;
    this.#enter = enter;
    this.#until = limits.clock.now() + limits.timeoutMs;
  }

  admit(): Generation {
    const waitMs = this.#until - this.#limits.clock.now();
    if (waitMs > 0) throw new CircuitOpenError(waitMs);
    const halfOpen = new HalfOpen(this.#limits, this.#enter);
    halfOpen.admit();
    this.#enter(halfOpen);
    return halfOpen;
  }

  record(): void {
    // No call is let through here, so none can end.
  }
}

class HalfOpen implements Generation {
  readonly state = 'half-open';
  readonly #limits: Limits;
  readonly #enter: Enter;
  #running = 0;
  #successes = 0;

  constructor(limits: Limits, enter: Enter) {
    this.#limits = limits;
    this.#enter = enter;
  }

  admit(): Generation {
    if (this.#running >= this.#limits.halfOpenMaxCalls) throw new CircuitOpenError(0);
    this.#running++;
    return this;
  }

  record(verdict: Verdict): void {
    this.#running--;
    if (verdict === 'failure') this.#enter(new Open(this.#limits, this.#enter));
    if (verdict === 'success' && ++this.#successes >= this.#limits.successThreshold) {
      this.#enter(new Closed(this.#limits, this.#enter));
    }
  }
}

/** Guards calls to one service: after consecutive failures it rejects calls for a while, then lets a probe decide. */
export class CircuitBreaker {
  readonly #isFailure: (error: unknown) => boolean;
  readonly #onStateChange: (from: State, to: State) => void;
  #current: Generation;

  constructor({ halfOpenMaxCalls = 1, successThreshold = 1, ...options }: Options) {
    const { maxFailures, timeoutMs, clock, isFailure = () => true, onStateChange = () => {} } = options;
    requireCount({ maxFailures, halfOpenMaxCalls, successThreshold });
    if (!Number.isFinite(timeoutMs) || timeoutMs <= 0) {
      throw new RangeError(`timeoutMs must be a finite number above 0, not ${timeoutMs}`);
    }
    this.#isFailure = isFailure;
    this.#onStateChange = onStateChange;
    const limits = { maxFailures, timeoutMs, halfOpenMaxCalls, successThreshold, clock };
    this.#current = new Closed(limits, (next) => this.#replace(next));
  }

  get state(): State {
    return this.#current.state;
  }

  /** Calls `fn` and passes on how it ends, or rejects with `CircuitOpenError` without calling it. */
  async execute<T>(fn: () => Promise<T> | T): Promise<T> {
    const generation = this.#current.admit();
    const [outcome] = await Promise.allSettled([call(fn)]);
    if (generation === this.#current) generation.record(this.#verdict(outcome));
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  #verdict(outcome: PromiseSettledResult<unknown>): Verdict {
    if (outcome.status === 'fulfilled') return 'success';
    try {
      return this.#isFailure(outcome.reason) ? 'failure' : 'ignored';
    } catch {
      return 'failure';
    }
  }

  #replace(next: Generation): void {
    const from = this.#current.state;
    this.#current = next;
    try {
      this.#onStateChange(from, next.state);
    } catch {
      // A listener watches. What goes wrong in it must not cost the caller its result.
    }
  }
}

/** Calls at once, and turns a throw into a rejection. */
async function call<T>(fn: () => Promise<T> | T): Promise<T> {
  return fn();
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
