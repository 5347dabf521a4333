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

interface Entry<V> {
  value: V | null;
  storedAs: string;
}

/** The last reader that missed may store, and not the first: each miss writes its own ticket over that of the one before. */
export class CacheAside<V> {
  readonly #options: CacheAsideOptions<V>;

  constructor(options: CacheAsideOptions<V>) {
    this.#options = options;
  }

  async get(key: string): Promise<V | null> {
    const known = await this.#known(key);
    if (known) return known.value;
    const ticket = this.#options.newId();
    const isNoted = this.#quietly(() =>
      this.#options.kv.set(`t${key}`, ticket, { px: this.#options.leaseMs }).then(() => true),
    );
    if (!(await isNoted)) return this.#options.load(key);
    const value = await this.#options.load(key);
    const entry: Entry<V> = { value, storedAs: ticket };
    await this.#quietly(() =>
      this.#options.kv.eval([`t${key}`, `v${key}`], (tx) => {
        if (tx.get(`t${key}`) === ticket) tx.set(`v${key}`, JSON.stringify(entry), { px: this.#life(value) });
      }),
    );
    return value;
  }

  async update(key: string, value: V): Promise<void> {
    await this.#options.save(key, value);
    await this.#quietly(() => this.#options.kv.del(`t${key}`));
    await this.#quietly(() => this.#options.kv.del(`v${key}`));
  }

  async #known(key: string): Promise<Entry<V> | null> {
    const text = await this.#quietly(() => this.#options.kv.get(`v${key}`));
    return (await this.#quietly(async () => JSON.parse(text ?? 'null') as Entry<V> | null)) ?? null;
  }

  #life(value: V | null): number {
    const { ttlMs, negativeTtlMs, jitter, rng } = this.#options;
    const [low, high] = [1 - jitter, 1 + jitter];
    const ms = Math.round((value === null ? negativeTtlMs : ttlMs) * (low + rng() * (high - low)));
    return ms < 1 ? 1 : ms;
  }

  #quietly<T>(request: () => Promise<T>): Promise<T | undefined> {
    return request().catch(() => undefined);
  }
}
