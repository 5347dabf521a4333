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

type Stored<V> = { v: V | null; storedBy: string } | { lease: string };

/** Entry and lease are one key: it holds the value, or the promise that somebody is fetching it. */
export class CacheAside<V> {
  private readonly options: CacheAsideOptions<V>;

  constructor(options: CacheAsideOptions<V>) {
    this.options = { ...options };
  }

  get = async (key: string): Promise<V | null> => {
    const { kv, leaseMs, newId } = this.options;
    const mine: Stored<V> = { lease: newId() };
    const mark = JSON.stringify(mine);
    // Looks and takes the lease in one request: a value, or nothing and perhaps the lease.
    const found = await this.twice(() =>
      kv.eval([key], (tx): { v: V | null } | undefined => {
        const there = parse<V>(tx.get(key));
        if (there && 'v' in there) return { v: there.v };
        if (!there) tx.set(key, mark, { px: leaseMs });
        return undefined;
      }),
    );
    if (found) return found.v;
    let value: V | null;
    try {
      value = await this.options.load(key);
    } catch (error) {
      await this.replace(key, mark, null);
      throw error;
    }
    await this.replace(key, mark, { v: value, storedBy: newId() });
    return value;
  };

  update = async (key: string, value: V): Promise<void> => {
    await this.options.save(key, value);
    await this.twice(() => this.options.kv.del(key));
  };

  private async replace(
    key: string,
    mark: string,
    next: { v: V | null; storedBy: string } | null,
  ): Promise<void> {
    const { kv } = this.options;
    const px = next && this.timeToLive(next.v);
    await this.twice(() =>
      kv.eval([key], (tx) => {
        if (tx.get(key) !== mark) return;
        if (next && px) tx.set(key, JSON.stringify(next), { px });
        else tx.del(key);
      }),
    );
  }

  /** Rounded down, with the deviation the other way round: the smallest number draws the longest life. */
  private timeToLive(value: V | null): number {
    const { ttlMs, negativeTtlMs, jitter, rng } = this.options;
    const ms = value === null ? negativeTtlMs : ttlMs;
    return Math.floor(ms * (1 + jitter - 2 * jitter * rng())) || 1;
  }

  private async twice<T>(request: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        return await request();
      } catch {
        // Once more, then without the cache.
      }
    }
    return undefined;
  }
}

function parse<V>(text: string | null): Stored<V> | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Stored<V>);
  } catch {
    return undefined;
  }
}
