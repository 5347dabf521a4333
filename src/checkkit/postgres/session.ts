/** A row of a result, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** What PostgreSQL says of a statement that it refuses. */
export interface ServerError {
  /** Its SQLSTATE, such as `42P01`. */
  readonly code: string;
  readonly message: string;
  /** Where in the statement, in characters from 1, when PostgreSQL knows. */
  readonly position?: number;
}

/** How one statement ended. */
export type Answer = { readonly rows: readonly Row[] } | { readonly refused: ServerError };

/** One session of a PostgreSQL server. */
export interface Session {
  /** Runs one statement, by itself: in no transaction but one that it finds open. Never rejects for what a statement does. */
  answer(statement: string): Promise<Answer>;
  /** Whether a transaction is open, or failed and not yet over. */
  inTransaction(): boolean;
}
