// Decisions stand in a queue of promises, so fn is called some turns later, and the listener hears later still. A rejection
// is a frozen object of a class of its own.

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

/** Says which breaker rejected the call. */
class Rejection extends CircuitOpenError {
  constructor(retryAfterMs: number) {
    super(retryAfterMs);
    Object.freeze(this);
  }
}

/** Guards calls to one service: after consecutive failures it rejects calls for a while, then lets a probe decide. */
export class CircuitBreaker {
  state: State = 'closed';
  readonly #options: Options;
  readonly #slots: number;
  readonly #needed: number;
  #queue: Promise<unknown> = Promise.resolve();
  /** The calls that count: those of this generation that still run. */
  #running = new Set<symbol>();
  #failures = 0;
  #successes = 0;
  #openedAt = 0;

  constructor(options: Options) {
    const { maxFailures, timeoutMs, halfOpenMaxCalls = 1, successThreshold = 1 } = options;
    requireCount({ maxFailures, halfOpenMaxCalls, successThreshold });
    if (!Number.isFinite(timeoutMs) || timeoutMs <= 0) {
      throw new RangeError(`timeoutMs must be a finite number above 0, not ${timeoutMs}`);
    }
    this.#options = options;
    this.#slots = halfOpenMaxCalls;
    this.#needed = successThreshold;
  }

  /** Calls `fn` and passes on how it ends, or rejects with `CircuitOpenError` without calling it. */
  async execute<T>(fn: () => Promise<T> | T): Promise<T> {
    const call = await this.#inTurn(() => this.#admit());
    const [end] = await Promise.allSettled([Promise.resolve().then(fn)]);
    const verdict = end.status === 'fulfilled' ? 'success' : this.#judge(end.reason);
    await this.#inTurn(() => this.#record(call, verdict));
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  }

  #inTurn<T>(step: () => T): Promise<T> {
    const turn = this.#queue.then(step);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  #admit(): symbol {
    const { timeoutMs, clock } = this.#options;
    if (this.state === 'open') {
      const passed = clock.now() - this.#openedAt;
      if (passed < timeoutMs) throw new Rejection(timeoutMs - passed);
      this.#enter('half-open');
    } else if (this.state === 'half-open' && this.#running.size >= this.#slots) {
      throw new Rejection(-0);
    }
    const call = Symbol('call');
    this.#running.add(call);
    return call;
  }

  #judge(error: unknown): Verdict {
    try {
      return (this.#options.isFailure?.(error) ?? true) ? 'failure' : 'ignored';
    } catch {
      return 'failure';
    }
  }

  #record(call: symbol, verdict: Verdict): void {
    if (!this.#running.delete(call) || verdict === 'ignored') return;
    const probing = this.state === 'half-open';
    if (verdict === 'success') {
      this.#failures = 0;
      if (probing && ++this.#successes >= this.#needed) this.#enter('closed');
    } else if (probing || ++this.#failures >= this.#options.maxFailures) {
      this.#openedAt = this.#options.clock.now();
      this.#enter('open');
    }
  }

  #enter(to: State): void {
    const from = this.state;
    this.state = to;
    this.#running = new Set();
    this.#failures = 0;
    this.#successes = 0;
    void Promise.resolve()
      .then(() => this.#options.onStateChange?.(from, to))
      .catch(() => {});
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
