import { DbError } from './db-error';
import type { RowLocks } from './row-locks';
import { inOrder, rowsOf, rowToKeep, withRows, withWrites, type Tables } from './tables';

export type Isolation = 'read committed' | 'serializable';

/** What all transactions of a server share. */
export interface Shared {
  committed: Tables;
  readonly locks: RowLocks<Transaction>;
}

/** The condition of an update, asked about a copy of the row. */
type When = (row: unknown) => unknown;

/** A read, to be confirmed at the commit: the row is still the one that was seen, or the table has the same rows. */
type Read = (now: Tables) => boolean;

/** One transaction as the server sees it: a statement after the other, then its end. */
export class Transaction {
  readonly #shared: Shared;
  readonly #isolation: Isolation;
  /** What was committed at the first statement. Used by a serializable transaction only. */
  #snapshot: Tables | undefined;
  readonly #reads: Read[] = [];
  readonly #writes = new Map<string, Map<string, unknown>>();
  #state: 'open' | 'aborted' | 'over' = 'open';
  /** Why every later statement fails, when it isn't an error of a statement: the connection is gone. */
  #lost: Error | undefined;

  constructor(shared: Shared, isolation: Isolation) {
    this.#shared = shared;
    this.#isolation = isolation;
  }

  /** Runs one statement. Its error aborts the transaction. */
  async statement<T>(act: () => T | Promise<T>): Promise<T> {
    this.#refuseWhenAborted();
    try {
      return await act();
    } catch (error) {
      this.#abort();
      throw error;
    }
  }

  get(table: string, id: string): unknown {
    return copyOf(this.#see(table, id));
  }

  async getForUpdate(table: string, id: string): Promise<unknown> {
    return copyOf(await this.#lock(table, id));
  }

  /** `row` is the database's own already. */
  async insert(table: string, id: string, row: unknown): Promise<void> {
    if (!this.#existsForGood(table, id)) await this.#shared.locks.acquire(this, keyOf(table, id));
    if (this.#newest(table, id) !== undefined) throw this.#duplicate(table, id);
    this.#write(table, id, row);
  }

  async update(table: string, id: string, change: (row: unknown) => unknown, when?: When): Promise<number> {
    const row = await this.#lock(table, id, when);
    if (row === undefined) return 0;
    this.#write(table, id, rowToKeep(change(copyOf(row)), placeOf(table, id)));
    return 1;
  }

  async delete(table: string, id: string): Promise<number> {
    if ((await this.#lock(table, id)) === undefined) return 0;
    this.#write(table, id, undefined);
    return 1;
  }

  list(table: string): readonly { readonly id: string; readonly row: unknown }[] {
    const seen = rowsOf(this.#base(), table);
    this.#reads.push((now) => rowsOf(now, table) === seen);
    const rows = withRows(seen, this.#writes.get(table));
    return inOrder(rows).map(([id, row]) => ({ id, row: copyOf(row) }));
  }

  /**
   * @throws DbError 25P02 for an aborted transaction, 40001 for a serializable one that wrote something, when one of its reads
   * would now find something else. One that wrote nothing takes effect at the moment of its first statement.
   */
  commit(): void {
    this.#refuseWhenAborted();
    const { committed } = this.#shared;
    if (this.#isolation === 'serializable' && this.#writes.size > 0)
      if (!this.#reads.every((holds) => holds(committed)))
        throw new DbError('40001', 'what it read was changed by another transaction');
    this.#shared.committed = withWrites(committed, this.#writes);
    this.#end('over');
  }

  rollback(): void {
    this.#end('over');
  }

  /** The connection is gone, and the server rolls back. What is still asked for fails in the same way. */
  lose(error: unknown): void {
    if (this.#state !== 'open') return;
    if (!(error instanceof DbError))
      this.#lost = error instanceof Error ? error : new Error('connection lost', { cause: error });
    this.#abort();
  }

  #refuseWhenAborted(): void {
    if (this.#state === 'open') return;
    if (this.#state === 'over') throw new DbError('25P01');
    throw this.#lost ?? new DbError('25P02');
  }

  #abort(): void {
    if (this.#state === 'open') this.#end('aborted');
  }

  #end(state: 'aborted' | 'over'): void {
    this.#state = state;
    this.#shared.locks.releaseAll(this);
  }

  /** What a statement sees, without this transaction's own writes. */
  #base(): Tables {
    if (this.#isolation === 'read committed') return this.#shared.committed;
    return (this.#snapshot ??= this.#shared.committed);
  }

  #hasWritten(table: string, id: string): boolean {
    return this.#writes.get(table)?.has(id) ?? false;
  }

  #write(table: string, id: string, row: unknown): void {
    this.#writes.set(table, (this.#writes.get(table) ?? new Map<string, unknown>()).set(id, row));
  }

  /** The row as this transaction sees it; `undefined` when there is none. */
  #see(table: string, id: string): unknown {
    if (this.#hasWritten(table, id)) return this.#writes.get(table)?.get(id);
    const seen = rowsOf(this.#base(), table).get(id);
    this.#reads.push((now) => rowsOf(now, table).get(id) === seen);
    return seen;
  }

  /** The row as it is now: what this transaction wrote, else what is committed. */
  #newest(table: string, id: string): unknown {
    if (this.#hasWritten(table, id)) return this.#writes.get(table)?.get(id);
    return rowsOf(this.#shared.committed, table).get(id);
  }

  /**
   * Takes the row for this transaction, if it sees it and `when` holds for it. After a wait it is looked at again, as
   * PostgreSQL does: a serializable transaction can't go on when it has changed, another one asks `when` about what it is now.
   */
  async #lock(table: string, id: string, when: When = () => true): Promise<unknown> {
    const seen = this.#see(table, id);
    if (seen === undefined || !holdsFor(seen, when)) return undefined;
    await this.#shared.locks.acquire(this, keyOf(table, id));
    const newest = this.#newest(table, id);
    if (newest === seen) return newest;
    if (this.#isolation === 'serializable') throw new DbError('40001', 'concurrent update');
    if (newest !== undefined && holdsFor(newest, when)) return newest;
    this.#shared.locks.release(this, keyOf(table, id));
    return undefined;
  }

  /** Whether the row is committed and nobody is about to change that. A lock alone does not make an insert wait. */
  #existsForGood(table: string, id: string): boolean {
    if (rowsOf(this.#shared.committed, table).get(id) === undefined) return false;
    const owner = this.#shared.locks.ownerOf(keyOf(table, id));
    return owner === undefined || (owner !== this && !owner.#hasWritten(table, id));
  }

  /** 23505; for a transaction that has looked and seen no such row it is 40001: it decided on what is no longer so. */
  #duplicate(table: string, id: string): DbError {
    const place = placeOf(table, id);
    const looked =
      this.#snapshot !== undefined && !this.#reads.every((holds) => holds(this.#shared.committed));
    return looked ? new DbError('40001', `${place} was inserted meanwhile`) : new DbError('23505', place);
  }
}

function holdsFor(row: unknown, when: When): unknown {
  const answer = when(copyOf(row));
  if (answer instanceof Promise) throw new TypeError('the condition of an update must not be async');
  return answer;
}

const copyOf = (row: unknown): unknown => (row === undefined ? null : structuredClone(row));

const keyOf = (table: string, id: string): string => JSON.stringify([table, id]);

const placeOf = (table: string, id: string): string => `${table}/${id}`;
