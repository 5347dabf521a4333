import type { State } from '../reference/pkg/resilience/circuit-breaker';

export type Ending = 'success' | 'failure' | 'ignored';

export interface Limits {
  readonly maxFailures: number;
  readonly timeoutMs: number;
  readonly halfOpenMaxCalls: number;
  readonly successThreshold: number;
}

/** What the rules say to one call: its generation when it passes, or the wait when it does not. */
export type Answer = { readonly generation: number } | { readonly retryAfterMs: number };

/** The rules of the brief, one event at a time. The breaker under check is compared with it. */
export class Model {
  state: State = 'closed';
  readonly changes: string[] = [];
  readonly #limits: Limits;
  #generation = 0;
  #failures = 0;
  #successes = 0;
  #probes = 0;
  #openedAt = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  call(now: number): Answer {
    const wait = this.#openedAt + this.#limits.timeoutMs - now;
    if (this.state === 'open') {
      if (wait > 0) return { retryAfterMs: wait };
      this.#enter('half-open');
    }
    if (this.state === 'half-open') {
      if (this.#probes >= this.#limits.halfOpenMaxCalls) return { retryAfterMs: 0 };
      this.#probes++;
    }
    return { generation: this.#generation };
  }

  end(generation: number, ending: Ending, now: number): void {
    if (generation !== this.#generation) return;
    const halfOpen = this.state === 'half-open';
    if (halfOpen) this.#probes--;
    if (ending === 'failure') {
      this.#failures++;
      if (!halfOpen && this.#failures < this.#limits.maxFailures) return;
      this.#openedAt = now;
      this.#enter('open');
    } else if (ending === 'success') {
      this.#failures = 0;
      if (halfOpen && ++this.#successes >= this.#limits.successThreshold) this.#enter('closed');
    }
  }

  #enter(state: State): void {
    this.changes.push(`${this.state} to ${state}`);
    this.state = state;
    this.#generation++;
    this.#failures = this.#successes = this.#probes = 0;
  }
}
