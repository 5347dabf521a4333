import type { Clock, Res } from '../../kit';

/** Looks at one thing. It fails by throwing or rejecting; what it returns does not matter. Stop when the signal aborts. */
export type Check = (signal: AbortSignal) => Promise<void> | void;

export interface CheckOptions {
  /**
   * 'instance': only this instance is affected (its connection pool, its warm-up), so traffic should go to another one.
   * 'shared': all instances are affected alike, so turning traffic away helps nobody.
   */
  scope: 'instance' | 'shared';
  /** How long the check may take, in milliseconds. Above 0. */
  timeoutMs: number;
}

export interface CheckReport {
  name: string;
  status: 'ok' | 'failed';
  /** Only for a failed check. */
  reason?: 'error' | 'timeout';
}

/** The body of `ready`, as JSON. */
export interface Report {
  status: 'ok' | 'degraded' | 'unavailable' | 'draining';
  /** In the order of registration. */
  checks: CheckReport[];
}

export class Health {
  /** @param o.cacheMs how long the result of a run serves later probes, in milliseconds. 0: not at all. */
  constructor(o: { clock: Clock; cacheMs: number }) {}

  /** Adds a check. Every name is registered once. */
  register(name: string, check: Check, o: CheckOptions): void {
    throw new Error('Not written yet: register keeps the check for ready (rule 2).');
  }

  /** Liveness: would a restart help? Never throws. */
  live(): Res {
    // Begin here and with register: a line each, and the first check passes.
    throw new Error('Not written yet: live answers 200 without asking anybody (rule 1).');
  }

  /** Readiness: should traffic come here? Never rejects. */
  async ready(): Promise<Res> {
    throw new Error('Not written yet: ready runs the checks and reports them (rule 2).');
  }

  /** Says that this instance is about to stop, or that it is not after all. Stage 2. */
  setDraining(on: boolean): void {
    throw new Error('Not written yet: setDraining decides what ready answers (rule 6).');
  }
}
