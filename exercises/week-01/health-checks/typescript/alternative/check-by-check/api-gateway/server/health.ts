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

/** One check, its call that is under way, and how its last call ended. */
class Watched {
  readonly scope: CheckOptions['scope'];
  #call: Promise<CheckReport> | null = null;
  #last: { report: CheckReport; endedAt: number } | null = null;

  constructor(
    readonly name: string,
    private readonly check: Check,
    private readonly options: CheckOptions,
    private readonly clock: Clock,
    private readonly cacheMs: number,
  ) {
    this.scope = options.scope;
  }

  look(): Promise<CheckReport> {
    if (this.#call) return this.#call;
    if (this.#last && this.clock.now() < this.#last.endedAt + this.cacheMs)
      return Promise.resolve(this.#last.report);
    const call = this.#ask();
    this.#call = call;
    return call.then((report) => {
      if (this.#call === call) {
        this.#call = null;
        this.#last = { report, endedAt: this.clock.now() };
      }
      return report;
    });
  }

  async #ask(): Promise<CheckReport> {
    await null; // Everybody who comes in this turn finds the call.
    const [work, pause] = [new AbortController(), new AbortController()];
    const late = this.clock.sleep(this.options.timeoutMs, pause.signal).then(
      () => 'timeout' as const,
      () => 'timeout' as const,
    );
    const done = this.#try(work.signal);
    const outcome = await Promise.race([late, done]);
    pause.abort();
    if (outcome === 'timeout') work.abort();
    return outcome === 'ok'
      ? { name: this.name, status: 'ok', reason: undefined }
      : { name: this.name, status: 'failed', reason: outcome };
  }

  async #try(signal: AbortSignal): Promise<'ok' | 'error'> {
    try {
      await this.check(signal);
      return 'ok';
    } catch {
      return 'error';
    }
  }
}

export class Health {
  private readonly instance: Watched[] = [];
  private readonly shared: Watched[] = [];
  private readonly order: Watched[] = [];
  private readonly stopping = { on: false };

  constructor(private readonly o: { clock: Clock; cacheMs: number }) {}

  register = (name: string, check: Check, o: CheckOptions): void => {
    const watched = new Watched(name, check, o, this.o.clock, this.o.cacheMs);
    (o.scope === 'instance' ? this.instance : this.shared).push(watched);
    this.order.push(watched);
  };

  live = (): Res => ({
    status: 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify({ status: 'ok', version: 7 }),
  });

  ready = async (): Promise<Res> => {
    if (this.stopping.on) return this.say(503, { status: 'draining', checks: [] });
    const [instance, shared] = [this.instance, this.shared].map((list) => [...list]);
    const reports = new Map<Watched, CheckReport>();
    const failed = async (list: Watched[] = []): Promise<boolean> => {
      const settled = await Promise.allSettled(
        list.map(async (watched) => {
          const report = await watched.look();
          reports.set(watched, report);
          if (report.status === 'failed') throw report.reason;
        }),
      );
      return settled.some(({ status }) => status === 'rejected');
    };
    const [cut, worse] = await Promise.all([failed(instance), failed(shared)]);
    if (this.stopping.on) return this.say(503, { status: 'draining', checks: [] });
    const checks = this.order.flatMap((watched) => reports.get(watched) ?? []);
    if (cut) return this.say(503, { status: 'unavailable', checks });
    return this.say(200, { status: worse ? 'degraded' : 'ok', checks });
  };

  setDraining = (on: boolean): void => {
    this.stopping.on = on;
  };

  private say(status: number, report: Report): Res {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    return { status, headers, body: JSON.stringify({ ...report, asOf: this.o.clock.now() }) };
  }
}
