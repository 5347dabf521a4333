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

interface Registered extends CheckOptions {
  readonly name: string;
  readonly check: Check;
}

export class Health {
  readonly #clock: Clock;
  readonly #cacheMs: number;
  readonly #registered: Registered[] = [];
  #isDraining = false;
  /** The run that is under way. */
  #run: Promise<Report> | undefined;
  /** What the last run found, and when it ended. */
  #kept: { readonly report: Report; readonly since: number } | undefined;

  /** @param o.cacheMs how long the result of a run serves later probes, in milliseconds. 0: not at all. */
  constructor(o: { clock: Clock; cacheMs: number }) {
    this.#clock = o.clock;
    this.#cacheMs = o.cacheMs;
  }

  /** Adds a check. Every name is registered once. */
  register(name: string, check: Check, o: CheckOptions): void {
    this.#registered.push({ name, check, scope: o.scope, timeoutMs: o.timeoutMs });
  }

  /** Liveness: would a restart help? Never throws. */
  live(): Res {
    return answer(200, { status: 'ok' });
  }

  /** Readiness: should traffic come here? Never rejects. */
  async ready(): Promise<Res> {
    const report = this.#isDraining ? draining : await this.#latest();
    // It may have begun to drain while this probe waited.
    return readiness(this.#isDraining ? draining : report);
  }

  /** Says that this instance is about to stop, or that it is not after all. */
  setDraining(on: boolean): void {
    this.#isDraining = on;
  }

  /** The result that serves a probe now. Nothing is awaited between looking for a run and storing a new one. */
  #latest(): Promise<Report> | Report {
    if (this.#run) return this.#run;
    if (this.#kept && this.#clock.now() - this.#kept.since < this.#cacheMs) return this.#kept.report;
    this.#run = this.#runAll();
    return this.#run;
  }

  async #runAll(): Promise<Report> {
    const checks = await Promise.all(this.#registered.map((one) => this.#look(one)));
    const report = { status: verdict(this.#registered, checks), checks };
    this.#kept = { report, since: this.#clock.now() };
    this.#run = undefined;
    return report;
  }

  /** Calls one check. Whatever it does, this resolves within its timeout. */
  #look({ name, check, timeoutMs }: Registered): Promise<CheckReport> {
    return new Promise((resolve) => {
      const work = new AbortController();
      // The first one to resolve decides. What comes later does no harm.
      const cancel = this.#clock.setTimeout(() => {
        resolve({ name, status: 'failed', reason: 'timeout' });
        work.abort();
      }, timeoutMs);
      const call = async (): Promise<void> => check(work.signal);
      const onSuccess = (): void => resolve({ name, status: 'ok' });
      const onError = (): void => resolve({ name, status: 'failed', reason: 'error' });
      void call().then(onSuccess, onError).then(cancel);
    });
  }
}

const draining: Report = { status: 'draining', checks: [] };

function verdict(registered: readonly Registered[], checks: readonly CheckReport[]): Report['status'] {
  // A check that was registered during the run has no report.
  const failed = registered.filter((_, index) => checks[index]?.status === 'failed');
  if (failed.some(({ scope }) => scope === 'instance')) return 'unavailable';
  return failed.length > 0 ? 'degraded' : 'ok';
}

function readiness(report: Report): Res {
  return answer(report.status === 'ok' || report.status === 'degraded' ? 200 : 503, report);
}

function answer(status: number, body: object): Res {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
