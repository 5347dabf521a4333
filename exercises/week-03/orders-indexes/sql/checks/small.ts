import { database } from 'codealong/postgres';
import { catalogue, difference, indexForms } from './catalogue';

const table = `
  CREATE TABLE orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint      NOT NULL,
    shop_id     integer     NOT NULL,
    status      text        NOT NULL CHECK (status IN ('pending', 'brewing', 'ready', 'collected', 'cancelled')),
    total_cents integer     NOT NULL CHECK (total_cents >= 0),
    created_at  timestamptz NOT NULL
  );
  INSERT INTO orders (customer_id, shop_id, status, total_cents, created_at)
  SELECT i % 3, i % 2, CASE i % 4 WHEN 0 THEN 'ready' WHEN 1 THEN 'pending' ELSE 'collected' END, i,
         timestamptz '2026-03-01 00:00:00+00' + i * interval '1 hour'
  FROM generate_series(1, 20) AS i`;

/** Does work with a table of twenty orders and no indexes: here, building one costs nothing. */
export function onFewRows(work: () => Promise<void>): Promise<void> {
  return database.aside(async () => {
    await database.run(table);
    await work();
  });
}

/** Takes away all indexes but the primary key, so that the next try begins like the first. */
export async function dropIndexes(): Promise<void> {
  for (const name of (await indexForms()).keys())
    if (name !== 'orders_pkey') await database.rows(`DROP INDEX public."${name.replaceAll('"', '""')}"`);
}

/** What can be there and back: the indexes, and everything else. */
export interface State {
  readonly indexes: ReadonlyMap<string, string>;
  readonly rest: ReadonlyMap<string, string>;
}

export async function state(): Promise<State> {
  return { indexes: await indexForms(), rest: await catalogue() };
}

/** How a state is not the one that it should be, in words that follow on "up …" or "down …". */
export function deviation(should: State, is: State): string | undefined {
  for (const [name, form] of is.indexes) {
    if (!should.indexes.has(name)) return `leaves the index ${name}`;
    if (should.indexes.get(name) !== form) return `makes the index ${name} a different one from before`;
  }
  const missing = [...should.indexes.keys()].find((name) => !is.indexes.has(name));
  if (missing !== undefined) return `leaves without the index ${missing}`;
  return difference(should.rest, is.rest);
}
