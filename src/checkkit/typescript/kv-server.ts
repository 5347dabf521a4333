import type { Clock, Kv, KvTx } from '../../../exercises/kit/typescript/kit';
import { requestsThrough, type Gate, type Operation } from './gate';

/** One request to the store, as a gate sees it. */
export type KvOperation = Operation<'get' | 'set' | 'del' | 'incrBy' | 'pexpire' | 'pttl' | 'eval'>;

interface Entry {
  value: string;
  expiresAt: number | null;
}

/** A key-value store in memory, with any number of connections. Each operation is atomic. */
export class KvServer {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'> = { now: () => 0 }) {
    this.#clock = clock;
  }

  /** All live keys with their values, sorted by key: the final state to look at. */
  dump(): Record<string, string> {
    const live = [...this.#entries.keys()].filter((key) => this.#read(key) !== null).sort();
    return Object.fromEntries(live.map((key) => [key, this.#read(key) ?? '']));
  }

  /** A client's connection, through a gate when one is given. Every call yields at least once. */
  connect(gate: Gate = {}): Kv {
    const request = requestsThrough(gate);
    return {
      get: (key) => request('get', [key], () => this.#read(key)),
      set: (key, value, options) => request('set', [key], () => this.#set(key, value, options)),
      del: (key) => request('del', [key], () => this.#del(key)),
      incrBy: (key, n) => request('incrBy', [key], () => this.#incrBy(key, n)),
      pexpire: (key, ms) => request('pexpire', [key], () => this.#pexpire(key, ms)),
      pttl: (key) => request('pttl', [key], () => this.#pttl(key)),
      eval: (keys, fn) => request('eval', keys, () => this.#eval(fn)),
    };
  }

  #read(key: string, now = this.#clock.now()): string | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    if (entry.expiresAt === null || entry.expiresAt > now) return entry.value;
    this.#entries.delete(key);
    return null;
  }

  #set(key: string, value: string, options: { nx?: boolean; px?: number } = {}): boolean {
    const entry = entryOf(key, value, options.px, this.#clock.now());
    if (options.nx && this.#read(key) !== null) return false;
    this.#entries.set(key, entry);
    return true;
  }

  #del(key: string): number {
    const existed = this.#read(key) !== null;
    this.#entries.delete(key);
    return existed ? 1 : 0;
  }

  #incrBy(key: string, n: number): number {
    const value = this.#read(key) ?? '0';
    const sum = Number(value) + n;
    if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(sum))
      throw new TypeError(`the value at ${key} is not an integer`);
    this.#entries.set(key, { value: String(sum), expiresAt: this.#entries.get(key)?.expiresAt ?? null });
    return sum;
  }

  #pexpire(key: string, ms: number): boolean {
    const entry = this.#read(key) === null ? undefined : this.#entries.get(key);
    if (entry) entry.expiresAt = this.#clock.now() + ms;
    return entry !== undefined;
  }

  #pttl(key: string): number {
    if (this.#read(key) === null) return -2;
    const expiresAt = this.#entries.get(key)?.expiresAt ?? null;
    return expiresAt === null ? -1 : expiresAt - this.#clock.now();
  }

  /** Everything in it happens at one moment. Writes are kept aside until `fn` returns, so a throw leaves the store as it was. */
  #eval<T>(fn: (tx: KvTx) => T): T {
    const now = this.#clock.now();
    const writes = new Map<string, Entry | null>();
    let over = false;
    const during = <R>(act: () => R): R => {
      if (over) throw new Error('the function given to eval has ended, and its tx with it');
      return act();
    };
    const tx: KvTx = {
      get: (key) => during(() => (writes.has(key) ? (writes.get(key)?.value ?? null) : this.#read(key, now))),
      set: (key, value, { px } = {}) => during(() => void writes.set(key, entryOf(key, value, px, now))),
      del: (key) => during(() => void writes.set(key, null)),
    };
    try {
      const result = fn(tx);
      if (result instanceof Promise) {
        result.catch(() => undefined); // What becomes of it later is part of the same mistake, which is told here.
        throw new TypeError('the function given to eval must not be async');
      }
      for (const [key, entry] of writes) {
        if (entry) this.#entries.set(key, entry);
        else this.#entries.delete(key);
      }
      return result;
    } finally {
      over = true;
    }
  }
}

/** What is kept under a key that is set. Without a time to live it has none, whatever the key had before. */
function entryOf(key: string, value: unknown, px: number | undefined, now: number): Entry {
  if (typeof value !== 'string')
    throw new TypeError(`the store keeps strings, but got ${typeof value} for ${key}`);
  if (px === undefined) return { value, expiresAt: null };
  if (!(px > 0 && px < Infinity))
    throw new RangeError(`a time to live is above 0 ms, but got ${px} for ${key}`);
  return { value, expiresAt: now + px };
}
