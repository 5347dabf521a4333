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
  // Begin with a loop over the popular items: what is not in the cache is loaded, stored and counted. The first check passes.
  throw new Error('Not written yet: warmCache. Load and store what is missing (rule 1).');
}
