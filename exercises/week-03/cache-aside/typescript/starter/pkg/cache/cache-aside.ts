import type { Kv, Rng } from '../../kit';

/** `V` is what JSON keeps unchanged, and never `null`: `null` says that the database has nothing under the key. */
export interface CacheAsideOptions<V> {
  /** The cache. Other instances of this class use the same one. Any request may reject. */
  kv: Kv;
  /** Reads the database. `null`: there is nothing. Rejects when the database fails. */
  load(key: string): Promise<V | null>;
  /** Writes the database. Resolves when the value is committed. */
  save(key: string, value: V): Promise<void>;
  /** A text that it never returns twice, in no process. It may be any text, digits included. */
  newId(): string;
  /** How long a value stays in the cache, in milliseconds: a whole number from 1. */
  ttlMs: number;
  /** How long "there is nothing" stays in the cache, in milliseconds: a whole number from 1, shorter or longer than `ttlMs`. */
  negativeTtlMs: number;
  /** From 0 to below 1: 0.1 spreads times to live over ± 10 %. Stage 2; in stage 1 it is 0. */
  jitter: number;
  /** Stage 2. How long a reader that was lost may keep others from filling a key, in milliseconds: 2,000 in production. */
  leaseMs: number;
  /** For the jitter only. Two instances may draw the same numbers. */
  rng: Rng;
}

/** A cache in front of a database. A cache that fails makes it slow, and never wrong. */
export class CacheAside<V> {
  readonly #options: CacheAsideOptions<V>;

  constructor(options: CacheAsideOptions<V>) {
    this.#options = options;
  }

  /** The value under the key, or `null`. Rejects with what `load` rejects with, and with nothing else. */
  async get(key: string): Promise<V | null> {
    // Begin with the database alone, without the cache. That is one line, and the first check passes.
    throw new Error('Not written yet: get. Answer from the cache, else load and store (rules 1, 2).');
  }

  /** Saves the value. Rejects with what `save` rejects with, and with nothing else. */
  async update(key: string, value: V): Promise<void> {
    throw new Error('Not written yet: update. Save, then remove the entry (rule 3).');
  }
}
