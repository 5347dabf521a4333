import type { Clock, Kv, KvTx } from '../kit';

// What the checks in this folder are written with. They are yours: read, change and debug them.

/** What is used of Node, said here because a course folder has no types of Node. */
interface Node {
  exitCode?: number;
  on(event: 'beforeExit' | 'unhandledRejection', hear: (why: unknown) => void): void;
  getBuiltinModule(name: 'node:util'): {
    isDeepStrictEqual(actual: unknown, expected: unknown): boolean;
    inspect(value: unknown): string;
  };
}

const node = (globalThis as unknown as { process: Node }).process;
const { isDeepStrictEqual, inspect } = node.getBuiltinModule('node:util');

/**
 * Runs the body and prints whether it passed. The process ends with exit code 1 when it did not. Nothing in here catches what the body
 * throws: so a debugger stops where that is thrown.
 */
export function check(title: string, body: () => Promise<void> | void): void {
  let over = false;
  const passed = (): void => {
    over = true;
    console.log(`passed: ${title}`);
  };
  const failed = (why: unknown): void => {
    over = true;
    node.exitCode = 1;
    console.log(`failed: ${title}\n${inspect(why)}`);
  };
  node.on('unhandledRejection', failed);
  node.on('beforeExit', () => over || failed(new Error('It waits for something that never comes.')));
  void settle().then(body).then(passed);
}

/** Fails unless both values are deeply equal. `what` names the value, for instance 'the state after 3 failures'. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${what}\n  expected: ${inspect(expected)}\n  actual:   ${inspect(actual)}`);
}

/** Fails unless the call throws or rejects. Returns what it threw. */
export async function fails(call: () => unknown, what: string): Promise<unknown> {
  let value: unknown;
  try {
    value = await call();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}\n  expected: an error\n  actual:   it returned ${inspect(value)}`);
}

/** Lets everything go on that can go on without time passing on a `ManualClock`. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await new Promise<void>((resolve) => void setTimeout(resolve, 0));
  }
}

/** A promise that you settle yourself: a call that hangs for as long as you like. */
export function later<T = void>() {
  const settle = {} as { resolve: (value: T) => void; reject: (error: unknown) => void };
  const promise = new Promise<T>((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return { promise, ...settle };
}

/** A clock that moves only when you say so. */
export class ManualClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; fire: () => void }[] = [];

  now = () => this.#now;

  setTimeout(fn: () => void, ms: number): () => void {
    const timer = { at: this.#now + Math.max(0, ms), fire: fn };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const cancel = this.setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => (cancel(), reject(signal.reason)), { once: true });
    });
  }

  /** Moves time on. What falls due on the way happens in its order, and is let settle. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    await settle();
    const due = () => this.#timers.filter(({ at }) => at <= target).sort((one, other) => one.at - other.at);
    for (let [next] = due(); next; [next] = due()) {
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = next.at;
      next.fire();
      await settle();
    }
    this.#now = target;
  }
}

/** A key-value store in memory. Every operation is atomic; between any two of yours, others may act. */
export class MemoryKv implements Kv {
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private entries = new Map<string, { value: string; expiresAt: number }>(),
  ) {}

  get = async (key: string) => this.#read(key)?.value ?? null;
  del = async (key: string) => (this.#read(key) ? Number(this.entries.delete(key)) : 0);

  async set(key: string, value: string, { nx = false, px = Infinity } = {}) {
    if (nx && this.#read(key)) return false;
    this.entries.set(key, { value, expiresAt: this.clock.now() + px });
    return true;
  }

  async incrBy(key: string, n: number) {
    const { value, expiresAt } = this.#read(key) ?? { value: '0', expiresAt: Infinity };
    this.entries.set(key, { value: String(Number(value) + n), expiresAt });
    return Number(value) + n;
  }

  async pexpire(key: string, ms: number) {
    const entry = this.#read(key);
    if (entry) entry.expiresAt = this.clock.now() + ms;
    return entry !== undefined;
  }

  async pttl(key: string) {
    const leftMs = (this.#read(key)?.expiresAt ?? -Infinity) - this.clock.now();
    return leftMs === Infinity ? -1 : Math.max(-2, leftMs);
  }

  /** What `fn` writes counts when it returns, and not at all when it throws. */
  async eval<T>(_keys: string[], fn: (tx: KvTx) => T) {
    const draft = new MemoryKv(this.clock, structuredClone(this.entries));
    const result = fn({
      get: (key) => draft.#read(key)?.value ?? null,
      set: (key, value, { px = Infinity } = {}) =>
        void draft.entries.set(key, { value, expiresAt: this.clock.now() + px }),
      del: (key) => void draft.entries.delete(key),
    });
    this.entries = draft.entries;
    return result;
  }

  #read(key: string) {
    const entry = this.entries.get(key);
    return entry && entry.expiresAt > this.clock.now() ? entry : undefined;
  }
}
