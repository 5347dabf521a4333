import type { Rng } from '../../kit';
import type { Row, VersionedCache } from './versioned-cache';

/** What customers read. No two items have the same id, or the same `reads`. */
export interface Item {
  readonly id: string;
  /** How often it was read in the last hour. */
  readonly reads: number;
}

export interface WarmOptions {
  /** The items that are worth it, in any order. */
  popular(): Promise<readonly Item[]>;
  /** Reads the row of an item from the database. */
  load(id: string): Promise<Row>;
  cache: VersionedCache;
  /** How long a row stays in the cache, in milliseconds: a whole number from 1. */
  ttlMs: number;
  /** From 0 to below 1: 0.1 spreads times to live over ± 10 %. Stage 2; in stage 1 it is 0. */
  jitter: number;
  /** How many loads may be under way at a time: a whole number from 1. */
  concurrency: number;
  /** How many items are warmed at most: a whole number from 0. */
  budget: number;
  /** For the jitter. */
  rng: Rng;
  /** Stage 2. Aborts when the process is told to stop. */
  signal?: AbortSignal;
}

export interface WarmReport {
  /** How many items this call has stored. */
  warmed: number;
  /** How many it had no need to store, or was not the one to. */
  skipped: number;
  /** The others, in any order. `error` has the message of what went wrong. */
  failed: { id: string; error: string }[];
}

/** Fills the cache with what is read most, before this instance takes traffic. */
export function warmCache(options: WarmOptions): Promise<WarmReport> {
  return new Promise((resolve, reject) => new Pump(options, resolve, reject).start());
}

/** Whatever ends calls `next`, which fills the places that are free. Nothing waits in a loop. */
class Pump {
  readonly #report: WarmReport = { warmed: 0, skipped: 0, failed: [] };
  #left: string[] = [];
  #running = 0;

  constructor(
    readonly options: WarmOptions,
    readonly resolve: (report: WarmReport) => void,
    readonly reject: (reason: unknown) => void,
  ) {}

  start(): void {
    const { signal } = this.options;
    if (signal?.aborted) return this.reject(signal.reason);
    signal?.addEventListener('abort', this.#stop, { once: true });
    Promise.resolve()
      .then(() => this.options.popular())
      .then((items) => {
        const rising = [...items].sort((a, b) => a.reads - b.reads);
        this.#left = rising.slice(Math.max(0, rising.length - this.options.budget)).map(({ id }) => id);
        this.#next();
      })
      .catch((error: unknown) => this.#end(() => this.reject(error)));
  }

  readonly #stop = (): void => this.#end(() => this.reject(this.options.signal?.reason));

  #end(tell: () => void): void {
    this.options.signal?.removeEventListener('abort', this.#stop);
    tell();
  }

  get #isStopped(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  #next(): void {
    while (this.#running < this.options.concurrency && this.#left.length > 0 && !this.#isStopped) {
      const id = this.#left.pop() ?? '';
      this.#running++;
      this.#one(id)
        .then((end) => this.#report[end]++)
        .catch((error: Error) => this.#report.failed.push({ id, error: error.message }))
        .finally(() => {
          this.#running--;
          this.#next();
        });
    }
    if (this.#running === 0 && !this.#isStopped) this.#end(() => this.resolve(this.#report));
  }

  async #one(id: string): Promise<'warmed' | 'skipped'> {
    const unlock = await this.options.cache.lock(id);
    if (!unlock) return 'skipped';
    const end = await this.#underLock(id).catch((error: unknown) => ({ error }));
    await unlock().catch(() => undefined);
    if (typeof end !== 'string') throw end.error;
    return end;
  }

  async #underLock(id: string): Promise<'warmed' | 'skipped'> {
    const { cache, ttlMs, jitter, rng } = this.options;
    if ((await cache.get(id)) !== null || this.#isStopped) return 'skipped';
    const row = await this.options.load(id);
    if (this.#isStopped) return 'skipped';
    const [shortest, longest] = [ttlMs * (1 - jitter), ttlMs * (1 + jitter)];
    const life = Math.max(1, Math.floor(longest - (longest - shortest) * rng()));
    return (await cache.setIfNewer(row, life)) ? 'warmed' : 'skipped';
  }
}
