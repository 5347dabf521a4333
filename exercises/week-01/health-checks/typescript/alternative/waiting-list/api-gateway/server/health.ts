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

type Listener = (answer: Res) => void;

/** Answers are handed to whoever waits in the list, by callbacks alone. */
export class Health {
  private clock: Clock;
  private cacheMs: number;
  private checks = new Map<string, { check: Check; o: CheckOptions }>();
  private waiting: Listener[] = [];
  private isRunning = false;
  private isDraining = false;
  private last: Res | null = null;
  private goodUntil = 0;

  constructor(o: { clock: Clock; cacheMs: number }) {
    this.clock = o.clock;
    this.cacheMs = o.cacheMs;
  }

  register(name: string, check: Check, o: CheckOptions): void {
    this.checks.set(name, { check, o });
  }

  live(): Res {
    return respond(200, { status: 'ok' });
  }

  ready(): Promise<Res> {
    if (this.isDraining) return Promise.resolve(respond(503, { status: 'draining', checks: [] }));
    if (!this.isRunning && this.last && this.clock.now() < this.goodUntil) return Promise.resolve(this.last);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.isRunning) return;
      this.isRunning = true;
      this.run();
    });
  }

  /** Whoever waits when draining begins is told at once. The run goes on and tells nobody. */
  setDraining(on: boolean): void {
    this.isDraining = on;
    if (on) this.tell(respond(503, { status: 'draining', checks: [] }));
  }

  private run(): void {
    const reports: CheckReport[] = [];
    let missing = this.checks.size + 1;
    let worst: Report['status'] = 'ok';
    const end = (): void => {
      missing -= 1;
      if (missing > 0) return;
      this.isRunning = false;
      this.last = respond(worst === 'unavailable' ? 503 : 200, { status: worst, checks: reports });
      this.goodUntil = this.clock.now() + this.cacheMs;
      this.tell(this.last);
    };
    [...this.checks].forEach(([name, { check, o }], index) => {
      watchOver(check, o.timeoutMs, this.clock, (reason) => {
        reports[index] = reason ? { name, status: 'failed', reason } : { name, status: 'ok' };
        if (reason && worst !== 'unavailable') worst = o.scope === 'instance' ? 'unavailable' : 'degraded';
        end();
      });
    });
    end();
  }

  private tell(answer: Res): void {
    for (const listener of this.waiting.splice(0)) listener(answer);
  }
}

/** Calls `onEnd` once: with a reason when the check failed. */
function watchOver(
  check: Check,
  ms: number,
  clock: Clock,
  onEnd: (reason?: 'error' | 'timeout') => void,
): void {
  const work = new AbortController();
  let isOver = false;
  let cancel = (): void => {};
  const end = (reason?: 'error' | 'timeout'): void => {
    if (isOver) return;
    isOver = true;
    cancel();
    onEnd(reason);
    work.abort();
  };
  try {
    Promise.resolve(check(work.signal)).then(
      () => end(),
      () => end('error'),
    );
  } catch {
    end('error');
  }
  if (!isOver) cancel = clock.setTimeout(() => end('timeout'), ms);
}

function respond(status: number, body: object): Res {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
