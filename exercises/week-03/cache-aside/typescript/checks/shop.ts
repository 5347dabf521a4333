import { KvServer, ManualClock, seededRng, type Gate } from 'codealong/checkkit';
import { CacheAside, type CacheAsideOptions } from '../reference/pkg/cache/cache-aside';

export type Cache = CacheAside<unknown>;
export type Options = CacheAsideOptions<unknown>;

let ids = 0;

/** A database, a store, and any number of instances in front of them. */
export class Shop {
  readonly clock = new ManualClock();
  readonly store = new KvServer(this.clock);
  /** The keys that `load` was called with, in order. */
  readonly loads: string[] = [];
  /** How often `save` was called. */
  saves = 0;
  readonly #rows = new Map<string, string>();

  constructor(rows: Readonly<Record<string, unknown>> = {}) {
    for (const [key, value] of Object.entries(rows)) this.put(key, value);
  }

  put(key: string, value: unknown): void {
    if (value === null) this.#rows.delete(key);
    else this.#rows.set(key, JSON.stringify(value));
  }

  /** What the database has: a new copy for each call, so that nothing the solution does to it comes back. */
  row(key: string): unknown {
    return JSON.parse(this.#rows.get(key) ?? 'null');
  }

  /** One more instance over the same store and database, with a connection of its own. */
  instance(given: Partial<Options> = {}, gate: Gate = {}): Cache {
    const { load = this.load, save = this.save, ...options } = given;
    return new CacheAside<unknown>(
      Object.freeze({
        kv: this.store.connect(gate),
        newId: () => `id-${++ids}`,
        ttlMs: 300_000,
        negativeTtlMs: 30_000,
        jitter: 0,
        leaseMs: 2_000,
        rng: seededRng(1),
        ...options,
        load: (key: string) => {
          this.loads.push(key);
          return load(key);
        },
        save: (key: string, value: unknown) => {
          this.saves++;
          return save(key, value);
        },
      }),
    );
  }

  readonly load = async (key: string): Promise<unknown> => this.row(key);

  readonly save = async (key: string, value: unknown): Promise<void> => this.put(key, value);
}

/** A place where calls wait until the check lets them go on. */
export class Barrier {
  readonly #open: () => void;
  readonly passed: Promise<void>;

  constructor() {
    let open = (): void => undefined;
    this.passed = new Promise((resolve) => (open = resolve));
    this.#open = open;
  }

  open(): void {
    this.#open();
  }
}
