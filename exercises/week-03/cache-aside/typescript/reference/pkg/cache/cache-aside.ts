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

/** No key of one kind begins like a key of the other, so no item can reach the lease of another one. */
const entryKey = (key: string): string => `entry:${key}`;
const leaseKey = (key: string): string => `lease:${key}`;

/**
 * A cache in front of a database. A cache that fails makes it slow, and never wrong.
 *
 * A miss takes the lease of its key, and only who still holds it may store what was loaded. An update voids the lease together
 * with the entry, so a load that began before it has nothing to store with. Leases are unique: an old one never fits again.
 */
export class CacheAside<V> {
  readonly #options: CacheAsideOptions<V>;

  constructor(options: CacheAsideOptions<V>) {
    this.#options = options;
  }

  /** The value under the key, or `null`. Rejects with what `load` rejects with, and with nothing else. */
  async get(key: string): Promise<V | null> {
    const hit = await this.#read(key);
    if (hit) return hit.value;
    const lease = await this.#takeLease(key);
    const value = await this.#options.load(key);
    if (lease !== undefined) await this.#fill(key, value, lease);
    return value;
  }

  /** Saves the value. Rejects with what `save` rejects with, and with nothing else. */
  async update(key: string, value: V): Promise<void> {
    await this.#options.save(key, value);
    await attempt(() =>
      this.#options.kv.eval([leaseKey(key), entryKey(key)], (tx) => {
        tx.del(leaseKey(key));
        tx.del(entryKey(key));
      }),
    );
  }

  /** What the cache has, wrapped because it may be `null`. A damaged entry is as good as none. */
  async #read(key: string): Promise<{ value: V | null } | undefined> {
    return attempt(async () => {
      const text = await this.#options.kv.get(entryKey(key));
      return text === null ? undefined : { value: JSON.parse(text) as V | null };
    });
  }

  /** The lease of this key, or nothing when somebody else has it. Without an end a lost reader would keep it. */
  async #takeLease(key: string): Promise<string | undefined> {
    const lease = this.#options.newId();
    const isMine = await attempt(() =>
      this.#options.kv.set(leaseKey(key), lease, { nx: true, px: this.#options.leaseMs }),
    );
    return isMine ? lease : undefined;
  }

  /** Stores the value and gives the lease back, if it is still held. Comparing and storing are one step. */
  async #fill(key: string, value: V | null, lease: string): Promise<void> {
    const px = this.#timeToLive(value);
    await attempt(() =>
      this.#options.kv.eval([leaseKey(key), entryKey(key)], (tx) => {
        if (tx.get(leaseKey(key)) !== lease) return;
        tx.set(entryKey(key), JSON.stringify(value), { px });
        tx.del(leaseKey(key));
      }),
    );
  }

  #timeToLive(value: V | null): number {
    const { ttlMs, negativeTtlMs, jitter, rng } = this.#options;
    const ms = value === null ? negativeTtlMs : ttlMs;
    const deviation = (2 * rng() - 1) * jitter;
    return Math.max(1, Math.round(ms * (1 + deviation)));
  }
}

/** What the cache answers, or nothing when it fails: that is a miss for a reader, and for a writer the time to live helps. */
async function attempt<T>(request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch {
    return undefined;
  }
}
