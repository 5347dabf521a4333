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
export async function warmCache(options: WarmOptions): Promise<WarmReport> {
  const { signal } = options;
  if (!signal) return warmAll(options);
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop);
    warmAll(options)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

/** So many workers as loads may be under way. Each takes the most popular item that is left. */
async function warmAll(options: WarmOptions): Promise<WarmReport> {
  const report: WarmReport = { warmed: 0, skipped: 0, failed: [] };
  const items = [...(await options.popular())].sort((a, b) => b.reads - a.reads).slice(0, options.budget);
  const queue = items.values();
  const work = async (): Promise<void> => {
    for (const { id } of queue) {
      if (options.signal?.aborted) return;
      try {
        report[await warmItem(id, options)]++;
      } catch (error) {
        report.failed.push({ id, error: String(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, items.length) }, work));
  return report;
}

/** Looks whether the row is there under the lock: before it, another instance may store the row and give the lock back. */
async function warmItem(id: string, options: WarmOptions): Promise<'warmed' | 'skipped'> {
  const { cache, signal } = options;
  const unlock = await cache.lock(id);
  if (!unlock) return 'skipped';
  try {
    const kept = await cache.get(id);
    if (kept || signal?.aborted) return 'skipped';
    const row = await options.load(id);
    if (signal?.aborted) return 'skipped';
    return (await cache.setIfNewer(row, lifeOf(options))) ? 'warmed' : 'skipped';
  } finally {
    await unlock().catch(() => undefined); // A lock that can't be given back ends by itself.
  }
}

function lifeOf({ ttlMs, jitter, rng }: WarmOptions): number {
  const deviation = (2 * rng() - 1) * jitter;
  return Math.max(1, Math.round(ttlMs * (1 + deviation)));
}
