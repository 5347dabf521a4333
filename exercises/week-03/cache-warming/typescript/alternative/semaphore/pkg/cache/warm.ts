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
  signal?.throwIfAborted();
  const all = warmAll(options);
  return signal ? Promise.race([all, endOf(signal)]) : all;
}

function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

type Outcome = { end: 'warmed' | 'skipped' } | { end: 'failed'; error: string };

/** Every item has a promise from the beginning, and waits for a place before its load. */
async function warmAll(options: WarmOptions): Promise<WarmReport> {
  const items = Array.from(await options.popular());
  items.sort((a, b) => b.reads - a.reads);
  items.length = Math.min(items.length, options.budget);
  const places = new Semaphore(options.concurrency);
  const outcomes = await Promise.all(items.map(({ id }) => places.run(() => outcomeOf(id, options))));
  const count = (wanted: Outcome['end']): number => outcomes.filter(({ end }) => end === wanted).length;
  const failed = outcomes.flatMap((one, place) =>
    one.end === 'failed' ? [{ id: items[place]?.id ?? '', error: one.error }] : [],
  );
  return { warmed: count('warmed'), skipped: count('skipped'), failed };
}

async function outcomeOf(id: string, options: WarmOptions): Promise<Outcome> {
  try {
    return { end: (await store(id, options)) ? 'warmed' : 'skipped' };
  } catch (error) {
    return { end: 'failed', error: `could not be warmed: ${error instanceof Error ? error.message : error}` };
  }
}

/** Asks the cache first, which spares what is there a lock, and asks again once the lock is held. */
async function store(id: string, options: WarmOptions): Promise<boolean> {
  const { cache, load, signal } = options;
  if (signal?.aborted || (await cache.get(id))) return false;
  const giveBack = await cache.lock(id);
  if (giveBack === null) return false;
  let row: Row | undefined;
  try {
    if (!signal?.aborted && !(await cache.get(id)) && !signal?.aborted) row = await load(id);
    if (row && !signal?.aborted) return await cache.setIfNewer(row, lifeOf(options));
    return false;
  } finally {
    await Promise.allSettled([giveBack()]);
  }
}

/** Those who wait are served in the order in which they came. */
class Semaphore {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

function lifeOf({ ttlMs, jitter, rng }: WarmOptions): number {
  const deviation = (2 * rng() - 1) * jitter;
  return Math.max(1, Math.round(ttlMs * (1 + deviation)));
}
