/**
 * A relational database, reduced to rows found by table and id, with PostgreSQL's transactions. Other clients act between any
 * two of your calls. Errors carry PostgreSQL's codes in `code`: `40001` could not serialize, `40P01` deadlock, `23505` the row exists.
 *
 * Tables and ids are any text, and a table needs no creation. Rows are plain data. They are copied on the way in and out.
 */
export interface Db {
  /**
   * Runs `fn` in one transaction: commits when it resolves, rolls everything back when it rejects, and rejects with that error.
   *
   * - Nobody else sees what you write before it is committed; you see it at once.
   * - `read committed` (the default): each call sees what is committed when it runs.
   * - `serializable`: all calls see what was committed at the first one, and your own writes. Whoever would have decided on
   *   something that is no longer so gets `40001`, in a call or at the commit: run the whole transaction again.
   * - When the commit rejects because the connection was lost, nobody knows whether it took place.
   */
  transaction<T>(
    fn: (tx: Tx) => Promise<T>,
    options?: { isolation?: 'read committed' | 'serializable' },
  ): Promise<T>;
}

/**
 * What a transaction does, one call after the other. Await each: a transaction whose function resolves while a call is under
 * way is rolled back and rejects.
 *
 * A row that you lock, change, delete or insert is yours until the transaction ends. Whoever wants it as well waits. When
 * transactions wait for each other in a circle, the one that closed it gets `40P01`.
 *
 * A call that rejects aborts the transaction: its writes and locks are gone, and whatever you ask for afterwards, the commit
 * included, rejects with `25P02`. After the end everything rejects with `25P01`.
 */
export interface Tx {
  /** The row, or `null`. A copy: changing it changes nothing. */
  get<R>(table: string, id: string): Promise<R | null>;
  /**
   * Like `get`, and nobody else can change or lock the row until this transaction ends (SELECT … FOR UPDATE). While somebody
   * else has it, the call waits, and then finds the row as it is by then. A row that does not exist can't be locked.
   */
  getForUpdate<R>(table: string, id: string): Promise<R | null>;
  /** Rejects with code 23505 when the row exists. While another transaction is inserting or deleting it, the call waits for its end. */
  insert<R>(table: string, id: string, row: R): Promise<void>;
  /**
   * Changes the row as it is now, if it exists and `when` holds for it (UPDATE … WHERE). Resolves to the number of rows changed: 0 or 1.
   * If it had to wait for the row, it asks `when` again, about the row as it is by then. Both functions are synchronous; they get copies.
   */
  update<R>(table: string, id: string, change: (row: R) => R, when?: (row: R) => boolean): Promise<number>;
  /** Resolves to the number of rows deleted: 0 or 1. */
  delete(table: string, id: string): Promise<number>;
  /** All rows of the table, ordered by id: text, compared by code units, so that `'10'` comes before `'9'`. */
  list<R>(table: string): Promise<{ id: string; row: R }[]>;
}
