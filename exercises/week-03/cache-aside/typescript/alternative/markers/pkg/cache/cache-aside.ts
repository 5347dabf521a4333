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

const keysOf = (key: string): { entry: string; marker: string } => ({
  entry: `${key}+value`,
  marker: `${key}+marker`,
});
const nothing = 'nothing';

/** A marker for each key, which each update changes. Whoever finds the marker that it saw before its load may store. */
export class CacheAside<V> {
  readonly #kv: Kv;
  readonly #load: (key: string) => Promise<V | null>;
  readonly #save: (key: string, value: V) => Promise<void>;
  readonly #markerMs: number;
  readonly #timeToLive: (value: V | null) => number;

  constructor({ kv, load, save, ttlMs, negativeTtlMs, jitter, leaseMs, rng }: CacheAsideOptions<V>) {
    this.#kv = kv;
    this.#load = load;
    this.#save = save;
    this.#markerMs = leaseMs;
    this.#timeToLive = (value) =>
      Math.ceil((value === null ? negativeTtlMs : ttlMs) * (1 - jitter + 2 * jitter * rng()));
  }

  async get(key: string): Promise<V | null> {
    const { entry, marker } = keysOf(key);
    const own = crypto.randomUUID();
    const seen = await this.#kv
      .eval([entry, marker], (tx) => {
        const text = tx.get(entry);
        const known = tx.get(marker) ?? own;
        tx.set(marker, known, { px: this.#markerMs });
        return { text, known };
      })
      .catch(() => null);
    const hit = seen && valueIn<V>(seen.text);
    if (hit) return hit[0];
    const value = await this.#load(key);
    if (!seen) return value;
    const text = value === null ? nothing : JSON.stringify(value);
    const px = this.#timeToLive(value);
    await this.#kv
      .eval([entry, marker], (tx) => {
        if (tx.get(marker) === seen.known) tx.set(entry, text, { px });
      })
      .catch(() => undefined);
    return value;
  }

  /** A save that fails may have been committed all the same: the entry goes in any case. */
  async update(key: string, value: V): Promise<void> {
    try {
      await this.#save(key, value);
    } finally {
      await this.#forget(key);
    }
  }

  /** In two requests. The marker changes first, or a load under way could store between them. */
  async #forget(key: string): Promise<void> {
    const { entry, marker } = keysOf(key);
    await this.#kv.set(marker, crypto.randomUUID(), { px: this.#markerMs }).catch(() => undefined);
    await this.#kv.del(entry).catch(() => undefined);
  }
}

/** The value, in a list of one. A text that is cut off is none. */
function valueIn<V>(text: string | null): [V | null] | null {
  if (text === null) return null;
  if (text === nothing) return [null];
  try {
    return [JSON.parse(text) as V];
  } catch {
    return null;
  }
}
