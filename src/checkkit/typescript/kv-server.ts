import type { Clock, Kv, KvTx } from '../../../exercises/kit/typescript/kit';

/** One request to the store, as a gate sees it. */
export interface KvOperation {
  readonly name: 'get' | 'set' | 'del' | 'incrBy' | 'pexpire' | 'pttl' | 'eval';
  readonly keys: readonly string[];
  /** 1 for the first operation on this connection. */
  readonly number: number;
}

/**
 * Stands on the way between one client and the store. `before` may wait (the store serves others meanwhile) or throw
 * (the request is lost, nothing happens); `after` may throw (the request was carried out, its reply is lost).
 */
export interface Gate {
  before?(operation: KvOperation): Promise<void> | void;
  after?(operation: KvOperation): Promise<void> | void;
}

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
    let count = 0;
    const request = async <T>(name: KvOperation['name'], keys: string[], act: () => T): Promise<T> => {
      const operation = { name, keys, number: ++count };
      await gate.before?.(operation);
      const result = act();
      await gate.after?.(operation);
      return result;
    };
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

  #read(key: string): string | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    if (entry.expiresAt === null || entry.expiresAt > this.#clock.now()) return entry.value;
    this.#entries.delete(key);
    return null;
  }

  #set(key: string, value: string, options: { nx?: boolean; px?: number } = {}): boolean {
    if (typeof value !== 'string')
      throw new TypeError(`the store keeps strings, but got ${typeof value} for ${key}`);
    if (options.nx && this.#read(key) !== null) return false;
    const expiresAt = options.px === undefined ? null : this.#clock.now() + options.px;
    this.#entries.set(key, { value, expiresAt });
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

  /** Writes are kept aside until `fn` returns, so a throw leaves the store as it was. */
  #eval<T>(fn: (tx: KvTx) => T): T {
    const writes = new Map<string, string | null>();
    const result = fn({
      get: (key) => (writes.has(key) ? (writes.get(key) ?? null) : this.#read(key)),
      set: (key, value) => {
        if (typeof value !== 'string')
          throw new TypeError(`the store keeps strings, but got ${typeof value} for ${key}`);
        writes.set(key, value);
      },
      del: (key) => void writes.set(key, null),
    });
    if (result instanceof Promise) throw new TypeError('the function given to eval must not be async');
    for (const [key, value] of writes) {
      if (value === null) this.#del(key);
      else this.#set(key, value);
    }
    return result;
  }
}
