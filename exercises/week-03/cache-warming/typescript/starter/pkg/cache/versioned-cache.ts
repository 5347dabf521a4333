/** A row of the menu, as the database has it. */
export interface Row {
  readonly id: string;
  /** One more with each change of the row. */
  readonly version: number;
  readonly cents: number;
}

/**
 * The cache that all instances share. Whoever changes a row puts the new version into it at once. Each request is one step,
 * and others may act between any two of yours. Any request may reject.
 */
export interface VersionedCache {
  /** The row that is kept under the id, or `null`. */
  get(id: string): Promise<Row | null>;
  /** Keeps the row for `ttlMs`, a whole number from 1, whatever was there. */
  set(row: Row, ttlMs: number): Promise<void>;
  /** Like `set`, but only if nothing is kept under the row's id, or a lower version. Tells whether it did. */
  setIfNewer(row: Row, ttlMs: number): Promise<boolean>;
  /**
   * Takes the lock of an id. Resolves to a function that gives it back, or to `null` while anybody has it, this instance
   * included. A lock keeps nobody from `get` or `set`. The lock of an instance that has died ends by itself.
   */
  lock(id: string): Promise<(() => Promise<void>) | null>;
}
