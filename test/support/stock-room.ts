import { DbServer } from '../../src/checkkit/typescript/db/db-server';
import { DbError } from '../../src/checkkit/typescript/db/db-error';
import { settle, watch } from '../../src/checkkit/typescript/settle';
import type { Db, Tx } from '../../exercises/kit/typescript/kit/db';

/** A row of the table `stock` in tests of the database. */
export interface Stock {
  units: number;
  name?: string;
  bin?: { row: number };
}

/** A database with 3 units of oat and 5 of soy, one connection, and what tests do with it. */
export function stockRoom() {
  const server = new DbServer();
  server.fill('stock', [
    ['oat', { units: 3, name: 'Oat', bin: { row: 3 } }],
    ['soy', { units: 5 }],
  ]);
  const stock = () => server.rows('stock') as ReadonlyMap<string, Stock>;
  return { server, db: server.connect(), stock, units: (id: string) => stock().get(id)?.units };
}

export const take = (n: number) => (row: Stock) => ({ ...row, units: row.units - n });
export const enough = (n: number) => (row: Stock) => row.units >= n;

/** The code of the database's error, another error itself, or that there was none. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    return error instanceof DbError ? error.code : error;
  }
}

/** A transaction that a test steers: what it is told to do it does, and it ends when it is told to. */
export function begin(db: Db, isolation: 'read committed' | 'serializable' = 'read committed') {
  let use: (tx: Tx) => void = () => undefined;
  let end: { commit: () => void; rollback: (error: Error) => void } | undefined;
  const ready = new Promise<Tx>((resolve) => (use = resolve));
  const done = db.transaction(
    async (tx) => {
      use(tx);
      await new Promise<void>((commit, rollback) => (end = { commit, rollback }));
    },
    { isolation },
  );
  const ended = watch(done);
  return {
    /** Does this, and lets it come as far as it can. */
    do: async <T>(statement: (tx: Tx) => Promise<T>) => {
      const watched = watch(ready.then(statement));
      await settle();
      return watched;
    },
    /** Commits. @throws whatever the transaction rejects with. */
    commit: async (): Promise<void> => {
      end?.commit();
      await settle();
      if (ended.state === 'rejected') throw ended.error;
    },
    rollback: async (): Promise<void> => {
      end?.rollback(new Error('rolled back'));
      await settle();
    },
  };
}
