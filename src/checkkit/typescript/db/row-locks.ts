import { DbError } from './db-error';

interface Lock<Owner> {
  owner: Owner;
  readonly queue: { readonly owner: Owner; readonly grant: () => void }[];
}

/** Who has which row. Whoever wants a row that is taken queues for it, first come, first served. */
export class RowLocks<Owner> {
  readonly #locks = new Map<string, Lock<Owner>>();
  /** An owner waits for one row at most: its calls come one after the other. */
  readonly #waiting = new Map<Owner, string>();

  ownerOf(row: string): Owner | undefined {
    return this.#locks.get(row)?.owner;
  }

  /** The row that an owner waits for. */
  awaitedBy(owner: Owner): string | undefined {
    return this.#waiting.get(owner);
  }

  /** Resolves when the row is the owner's. @throws DbError 40P01 when that would close a circle of those who wait. */
  async acquire(owner: Owner, row: string): Promise<void> {
    const lock = this.#locks.get(row);
    if (!lock) {
      this.#locks.set(row, { owner, queue: [] });
    } else if (lock.owner !== owner) {
      if (this.#waitsFor(lock.owner, owner)) throw new DbError('40P01');
      this.#waiting.set(owner, row);
      await new Promise<void>((grant) => lock.queue.push({ owner, grant }));
    }
  }

  /** Gives one row on to whoever is next. */
  release(owner: Owner, row: string): void {
    const lock = this.#locks.get(row);
    if (lock?.owner !== owner) return;
    const next = lock.queue.shift();
    if (!next) {
      this.#locks.delete(row);
      return;
    }
    lock.owner = next.owner;
    this.#waiting.delete(next.owner);
    next.grant();
  }

  /** Gives everything on, and takes the owner out of the queue that it stands in. */
  releaseAll(owner: Owner): void {
    const awaited = this.#locks.get(this.#waiting.get(owner) ?? '')?.queue ?? [];
    const place = awaited.findIndex((waiter) => waiter.owner === owner);
    if (place >= 0) awaited.splice(place, 1);
    this.#waiting.delete(owner);
    for (const [row, lock] of this.#locks) if (lock.owner === owner) this.release(owner, row);
  }

  /** Whether `one` waits for `other`, at once or by way of others. There is no circle yet, so this ends. */
  #waitsFor(one: Owner, other: Owner): boolean {
    if (one === other) return true;
    const awaited = this.#waiting.get(one);
    const holder = awaited === undefined ? undefined : this.ownerOf(awaited);
    return holder !== undefined && this.#waitsFor(holder, other);
  }
}
