import type { Db } from '../../../../exercises/kit/typescript/kit/db';
import type { Gate, Operation } from '../gate';
import { connection } from './connection';
import { RowLocks } from './row-locks';
import { inOrder, rowsOf, rowToKeep, withWrites } from './tables';
import type { Shared, Transaction } from './transaction';

/** One request to the database, as a gate sees it. `keys` is the row as `table/id`, or the table; nothing for a commit. */
export type DbOperation = Operation<
  'get' | 'getForUpdate' | 'insert' | 'update' | 'delete' | 'list' | 'commit'
>;

/**
 * A database in memory, with any number of connections. Give a gate with turns of a schedule, and every call and every commit
 * is a turn. A rollback is none: it happens with the error that causes it, as in PostgreSQL.
 *
 * *Read committed* is PostgreSQL's: a statement sees what is committed when it runs; `update` and `delete` pass over a row that
 * they don't see, or for which `when` does not hold, without waiting; whoever waited looks at the row again.
 *
 * *Serializable* is stricter than PostgreSQL's: all reads are of one snapshot, a row that changed since can't be locked or
 * changed (40001), and a transaction that wrote something commits only if all that it read is still so, whoever changed it.
 * So those that commit are equal to running one after the other in the order of their commits, each that only read at the
 * moment of its snapshot. PostgreSQL lets some through that this refuses; none the other way round.
 *
 * A circle of waiting transactions is found at once: the call that closes it gets 40P01.
 */
export class DbServer {
  readonly #shared: Shared = { committed: new Map(), locks: new RowLocks() };
  readonly #open = new Set<Transaction>();
  readonly #commitListeners: (() => void)[] = [];

  /** A client with a connection of its own, through a gate when one is given. */
  connect(gate: Gate = {}): Db {
    const transact = connection(this.#shared, gate, {
      add: (transaction) => this.#open.add(transaction),
      delete: (transaction) => this.#open.delete(transaction),
      committed: () => this.#commitListeners.forEach((listener) => listener()),
    });
    return {
      transaction: async (fn, { isolation = 'read committed' } = {}) => {
        if (!['read committed', 'serializable'].includes(isolation))
          throw new TypeError(`there is no isolation "${isolation}"`);
        return transact(fn, isolation);
      },
    };
  }

  /** Puts rows in place before a scenario begins, past all transactions. Rows that are there already are replaced. */
  fill(table: string, rows: Iterable<readonly [id: string, row: unknown]>): void {
    const kept = [...rows].map(([id, row]) => [id, rowToKeep(row, `${table}/${id}`)] as const);
    this.#shared.committed = withWrites(this.#shared.committed, new Map([[table, new Map(kept)]]));
  }

  /** A copy of what is committed in a table, ordered by id. */
  rows(table: string): ReadonlyMap<string, unknown> {
    return new Map(structuredClone(inOrder(rowsOf(this.#shared.committed, table))));
  }

  /** The tables that have rows, ordered by name. */
  tables(): readonly string[] {
    const { committed } = this.#shared;
    return [...committed.keys()].filter((table) => rowsOf(committed, table).size > 0).sort();
  }

  /** Calls `fn` after each commit, before anybody goes on. It must not throw: note what is wrong, and fail afterwards. */
  onCommit(fn: () => void): void {
    this.#commitListeners.push(fn);
  }

  /** How many transactions have begun and not ended. */
  get open(): number {
    return this.#open.size;
  }

  /** The rows that transactions wait for, as `["table","id"]`: why a client never finishes. */
  awaited(): readonly string[] {
    return [...this.#open].flatMap((transaction) => this.#shared.locks.awaitedBy(transaction) ?? []);
  }
}
