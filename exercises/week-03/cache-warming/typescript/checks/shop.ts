import {
  idle,
  ManualClock,
  outcomeOf,
  seededRng,
  settle,
  show,
  watch,
  type Gate,
  type Watched,
} from 'codealong/checkkit';
import { warmCache, type Item, type WarmOptions, type WarmReport } from '../reference/pkg/cache/warm';
import type { Row, VersionedCache } from '../starter/pkg/cache/versioned-cache';

export type Options = Partial<WarmOptions>;

/** A call, and a promise that resolves when it has ended, however. */
export type Call = Watched<WarmReport> & { readonly ended: Promise<unknown> };

/** Ids that are easily taken for one another, and reads that sort otherwise as text. */
const names = [
  'latte',
  ' latte',
  'Latte',
  '__proto__',
  'constructor',
  'a%25',
  'é',
  'e\u0301',
  '10',
  '9',
  'mocha',
  'tea',
  'ristretto',
];

/**
 * So many items, in an order that has nothing to do with their reads, which go from 0 to more than 32 bits hold. The most read
 * item is `ranked(items)[0]`.
 */
export function menu(count: number): readonly Item[] {
  const items = Array.from({ length: count }, (_, index) => {
    const place = (index * 11 + 3) % count;
    const reads = place * place * 3 + (place > 7 ? place * 1_000_000_007 : place * 9);
    return Object.freeze({ id: names[index] ?? `item-${index}`, reads });
  });
  return Object.freeze(items);
}

/** An id in quotes. What looks alike is told apart. */
export function nameOf(id: string): string {
  return show(id).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As it stands in a sentence. */
export function itemsOf(count: number): string {
  return count === 1 ? '1 popular item' : `${count} popular items`;
}

export function ranked(items: readonly Item[]): readonly string[] {
  return [...items].sort((a, b) => b.reads - a.reads).map(({ id }) => id);
}

/** A database, and a cache that any number of instances share. */
export class Shop {
  readonly clock = new ManualClock();
  readonly rows = new Map<string, Row>();
  /** The ids that `load` was called with, in order. */
  readonly loads: string[] = [];
  readonly locks = new Map<string, object>();
  popularCalls = 0;
  running = 0;
  mostRunning = 0;
  /** How often the cache was asked for anything. */
  requests = 0;
  readonly #kept = new Map<string, { readonly row: Row; readonly ttlMs: number; readonly until: number }>();

  constructor(readonly items: readonly Item[] = menu(3)) {
    for (const { id } of items) this.change(id, 1);
  }

  /** The database gets this version of a row. Latte is free today. */
  change(id: string, version: number): Row {
    const row = Object.freeze({ id, version, cents: id === 'latte' ? 0 : 400 + version });
    this.rows.set(id, row);
    return row;
  }

  row(id: string): Row {
    return this.rows.get(id) ?? this.change(id, 1);
  }

  /** What the cache has under an id, and for how long it was stored. */
  kept(id: string): { readonly row: Row; readonly ttlMs: number } | undefined {
    const entry = this.#kept.get(id);
    return entry && entry.until > this.clock.now() ? entry : undefined;
  }

  get keptIds(): readonly string[] {
    return [...this.#kept.keys()].filter((id) => this.kept(id));
  }

  put(row: Row, ttlMs: number): void {
    this.#kept.set(row.id, { row: Object.freeze({ ...row }), ttlMs, until: this.clock.now() + ttlMs });
  }

  putIfNewer(row: Row, ttlMs: number): boolean {
    const isNewer = row.version > (this.kept(row.id)?.row.version ?? -Infinity);
    if (isNewer) this.put(row, ttlMs);
    return isNewer;
  }

  /** Starts the warming of one instance. It has a connection of its own to the cache. */
  start({ load = this.load, popular = this.popular, ...given }: Options = {}, gate: Gate = {}): Call {
    const options: WarmOptions = Object.freeze({
      ttlMs: 3_600_000,
      jitter: 0,
      concurrency: 1,
      budget: 1_000,
      rng: seededRng(1),
      cache: this.connect(gate),
      ...given,
      popular: () => {
        this.popularCalls++;
        return popular();
      },
      load: (id: string) => {
        this.loads.push(id);
        return this.#counted(() => load(id));
      },
    });
    const promise = Promise.resolve().then(() => warmCache(options));
    return Object.assign(watch(promise), { ended: outcomeOf(() => promise) });
  }

  readonly popular = async (): Promise<readonly Item[]> => this.items;

  readonly load = async (id: string): Promise<Row> => this.row(id);

  connect(gate: Gate = {}): VersionedCache {
    let number = 0;
    const request = async <T>(name: string, id: string, act: () => T): Promise<T> => {
      this.requests++;
      const operation = { name, keys: [id], number: ++number };
      await gate.before?.(operation);
      const result = act();
      await gate.after?.(operation);
      return result;
    };
    const lock = (id: string): Promise<(() => Promise<void>) | null> =>
      request('lock', id, () => {
        if (this.locks.has(id)) return null;
        const mine = {};
        this.locks.set(id, mine);
        return () =>
          request('unlock', id, () => {
            if (this.locks.get(id) === mine) this.locks.delete(id);
          });
      });
    return {
      get: (id) => request('get', id, () => this.kept(id)?.row ?? null),
      set: (row, ttlMs) => request('set', row.id, () => this.put(row, ttlMs)),
      setIfNewer: (row, ttlMs) => request('setIfNewer', row.id, () => this.putIfNewer(row, ttlMs)),
      lock,
    };
  }

  async #counted(load: () => Promise<Row>): Promise<Row> {
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    try {
      return await load();
    } finally {
      this.running--;
    }
  }
}

/** Lets everything go on until nothing does any more. A solution may let go of the event loop for a moment, with a timer. */
export function rest(): Promise<void> {
  return idle();
}

/** Lets everything go on that waits for nothing at all. */
export async function atOnce(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await settle();
}

/** Loads that end when the check says so. */
export class SlowLoads {
  readonly #waiting: {
    readonly id: string;
    readonly end: () => void;
    readonly fail: (error: Error) => void;
  }[] = [];

  constructor(readonly shop: Shop) {}

  readonly load = (id: string): Promise<Row> =>
    new Promise((resolve, reject) => {
      const row = this.shop.row(id);
      this.#waiting.push({ id, end: () => resolve(row), fail: reject });
    });

  get ids(): readonly string[] {
    return this.#waiting.map(({ id }) => id);
  }

  /** Ends the load in this place, the oldest is 0; from the end when below 0. With an error it fails. */
  async end(place = 0, error?: Error): Promise<void> {
    const [load] = this.#waiting.splice(place, 1);
    if (error) load?.fail(error);
    else load?.end();
    await rest();
  }

  async endAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.end();
  }

  /** Ends all that are under way at the same moment, and then those that begin. */
  async endTogether(): Promise<void> {
    while (this.#waiting.length > 0) {
      for (const { end } of this.#waiting.splice(0)) end();
      await rest();
    }
  }
}
