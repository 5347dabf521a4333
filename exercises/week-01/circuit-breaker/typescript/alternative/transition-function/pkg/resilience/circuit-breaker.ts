// The state is a value, and two pure functions say what follows from it: one for a call that arrives, one for a call that
// ends. The class holds the value, and `then` with two arguments takes the place of await.

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

type Limits = Pick<Required<Options>, 'maxFailures' | 'timeoutMs' | 'halfOpenMaxCalls' | 'successThreshold'>;
type Verdict = 'success' | 'failure' | 'ignored';

/** Everything the breaker remembers. `generation` grows with every change of `name`. */
type Machine = { readonly generation: number } & (
  | { readonly name: 'closed'; readonly failures: number }
  | { readonly name: 'open'; readonly until: number }
  | { readonly name: 'half-open'; readonly probes: number; readonly successes: number }
);

/** What follows when a call arrives. Throws `CircuitOpenError` when it is rejected. */
function arrive(machine: Machine, limits: Limits, now: number): Machine {
  switch (machine.name) {
    case 'closed':
      return machine;
    case 'open':
      if (now < machine.until) throw new CircuitOpenError(machine.until - now);
      return { name: 'half-open', generation: machine.generation + 1, probes: 1, successes: 0 };
    case 'half-open':
      if (machine.probes === limits.halfOpenMaxCalls) throw new CircuitOpenError(0);
      return { ...machine, probes: machine.probes + 1 };
  }
}

/** What follows when a call of this generation ends. */
function end(machine: Machine, limits: Limits, verdict: Verdict, now: number): Machine {
  const generation = machine.generation + 1;
  const open: Machine = { name: 'open', generation, until: now + limits.timeoutMs };
  if (machine.name === 'closed') {
    if (verdict === 'ignored') return machine;
    const failures = verdict === 'success' ? 0 : machine.failures + 1;
    return failures === limits.maxFailures ? open : { ...machine, failures };
  }
  if (machine.name === 'half-open') {
    if (verdict === 'failure') return open;
    const successes = machine.successes + (verdict === 'success' ? 1 : 0);
    if (successes === limits.successThreshold) return { name: 'closed', generation, failures: 0 };
    return { ...machine, successes, probes: machine.probes - 1 };
  }
  return machine;
}

/** Guards calls to one service: after consecutive failures it rejects calls for a while, then lets a probe decide. */
export class CircuitBreaker {
  readonly #limits: Limits;
  readonly #options: Options;
  #machine: Machine = { name: 'closed', generation: 0, failures: 0 };

  constructor(options: Options) {
    const { maxFailures, timeoutMs, halfOpenMaxCalls = 1, successThreshold = 1 } = options;
    requireCount({ maxFailures, halfOpenMaxCalls, successThreshold });
    if (!Number.isFinite(timeoutMs) || timeoutMs <= 0) {
      throw new RangeError(`timeoutMs must be a finite number above 0, not ${timeoutMs}`);
    }
    this.#limits = { maxFailures, timeoutMs, halfOpenMaxCalls, successThreshold };
    this.#options = { ...options };
  }

  get state(): State {
    return this.#machine.name;
  }

  /** Calls `fn` and passes on how it ends, or rejects with `CircuitOpenError` without calling it. */
  execute<T>(fn: () => Promise<T> | T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const arrived = arrive(this.#machine, this.#limits, this.#options.clock.now());
      this.#become(arrived);
      new Promise<T>((settle) => settle(fn())).then(
        (value) => {
          this.#ended(arrived.generation, 'success');
          resolve(value);
        },
        (error: unknown) => {
          this.#ended(arrived.generation, this.#judge(error));
          reject(error);
        },
      );
    });
  }

  #judge(error: unknown): Verdict {
    try {
      return (this.#options.isFailure?.(error) ?? true) ? 'failure' : 'ignored';
    } catch {
      return 'failure';
    }
  }

  #ended(generation: number, verdict: Verdict): void {
    if (generation !== this.#machine.generation) return;
    this.#become(end(this.#machine, this.#limits, verdict, this.#options.clock.now()));
  }

  #become(next: Machine): void {
    const from = this.#machine.name;
    this.#machine = next;
    if (from === next.name) return;
    try {
      this.#options.onStateChange?.(from, next.name);
    } catch {
      // A listener watches. What goes wrong in it must not cost the caller its result.
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

function requireCount(counts: Record<string, number>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 1)
      throw new RangeError(`${name} must be a whole number from 1, not ${count}`);
  }
}
