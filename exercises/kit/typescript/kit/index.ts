/**
 * The shared types of the course. Exercises import them; the checks pass in their own implementations,
 * so nothing you write here ever sleeps for real or reaches a network.
 *
 * This file is scaffolded once. You may read it; there is nothing to change in it.
 */

/** Time. Ask it instead of `Date.now` and the global timers, so that the same code runs on a simulated day. */
export interface Clock {
  /** Milliseconds since an arbitrary start. Never goes back. */
  now(): number;
  /** Resolves `ms` milliseconds later. Rejects with the signal's reason when the signal aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `fn` once, `ms` milliseconds later. Returns a function that cancels it. */
  setTimeout(fn: () => void, ms: number): () => void;
}

/** A source of random numbers in [0, 1). */
export type Rng = () => number;

/** A key-value store in the manner of Redis. Other clients may act between any two of your calls. */
export interface Kv {
  /** The value, or `null` when the key does not exist or has expired. */
  get(key: string): Promise<string | null>;
  /**
   * Writes the value. With `nx` only when the key does not exist. `px` is a time to live in milliseconds, above 0; without it the
   * key loses the one it had. Tells whether it wrote.
   */
  set(key: string, value: string, options?: { nx?: boolean; px?: number }): Promise<boolean>;
  /** Removes the key. Resolves to the number of keys removed: 0 or 1. */
  del(key: string): Promise<number>;
  /** Adds `n` to the integer at the key (0 when absent) and resolves to the sum. */
  incrBy(key: string, n: number): Promise<number>;
  /** Sets a time to live in milliseconds. Resolves to `false` when the key does not exist. */
  pexpire(key: string, ms: number): Promise<boolean>;
  /** The time to live in milliseconds: -1 when the key has none, -2 when the key does not exist. */
  pttl(key: string): Promise<number>;
  /**
   * Runs `fn` atomically over the given keys: no other client acts in between, and when `fn` throws nothing is written.
   * It stands for a server-side script, so `fn` is synchronous. `keys` names what it works on.
   */
  eval<T>(keys: string[], fn: (tx: KvTx) => T): Promise<T>;
}

/** The view of the store inside `Kv.eval`. Time stands still in it: no key expires between two of its calls. */
export interface KvTx {
  get(key: string): string | null;
  /** `px`: a time to live in milliseconds, above 0. Without it the key loses the one it had. */
  set(key: string, value: string, options?: { px?: number }): void;
  del(key: string): void;
}

/** A message on a topic. */
export interface Msg {
  topic: string;
  /** Messages with the same key keep their order. */
  key: string | null;
  value: Uint8Array | string;
  headers: Record<string, string>;
  partition?: number;
  offset?: number;
}

/** A message broker in the manner of Kafka, seen from a producer. */
export interface Broker {
  /** Resolves when every message is accepted. Rejects when the broker is unreachable or refuses them. */
  produce(messages: Msg[]): Promise<void>;
}

/** An HTTP request, reduced to what the exercises need. */
export interface Req {
  method: string;
  /** Path without host, for example `/loyalty/ana`. */
  path: string;
  /** Header names are lower case. */
  headers: Record<string, string>;
  body?: string;
  ip?: string;
  user?: { id: string; roles: string[] };
}

/** An HTTP response. */
export interface Res {
  status: number;
  headers: Record<string, string>;
  body: string;
}
