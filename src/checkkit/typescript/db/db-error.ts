const messages = {
  '23505': 'duplicate key value violates unique constraint',
  '25P01': 'the transaction is over',
  '25P02': 'current transaction is aborted, commands ignored until end of transaction block',
  '40001': 'could not serialize access',
  '40P01': 'deadlock detected',
} as const;

export type DbCode = keyof typeof messages;

/** An error of the database with PostgreSQL's code and words. Throw it in a gate for a server that refuses. */
export class DbError extends Error {
  readonly code: DbCode;

  constructor(code: DbCode, detail?: string) {
    super(detail === undefined ? messages[code] : `${messages[code]}: ${detail}`);
    this.name = 'DbError';
    this.code = code;
  }
}
