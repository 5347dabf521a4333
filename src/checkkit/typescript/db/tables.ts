/** The rows of a table by id. Never changed in place, nor are the rows: another one is another object. */
type Rows = ReadonlyMap<string, unknown>;

/** All that is committed, as it was at one moment. */
export type Tables = ReadonlyMap<string, Rows>;

/** What a transaction wrote: rows by table and id, `undefined` for what it deleted. */
export type Writes = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

const noRows: Rows = new Map();

export function rowsOf(tables: Tables, table: string): Rows {
  return tables.get(table) ?? noRows;
}

/** The tables with these writes in them. */
export function withWrites(tables: Tables, writes: Writes): Tables {
  const next = new Map(tables);
  for (const [table, written] of writes) next.set(table, withRows(rowsOf(tables, table), written));
  return next;
}

/** The rows with others over them. */
export function withRows(rows: Rows, written: ReadonlyMap<string, unknown> = noRows): Rows {
  const next = new Map(rows);
  for (const [id, row] of written) {
    if (row === undefined) next.delete(id);
    else next.set(id, row);
  }
  return next;
}

/** Rows in the order of their ids, by code units: the same on every machine, whatever its language. */
export function inOrder(rows: Rows): readonly (readonly [id: string, row: unknown])[] {
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A copy of a row on its way into the database. Throws on what a database can't keep. */
export function rowToKeep(row: unknown, place: string): unknown {
  if (row === null || row === undefined) throw new TypeError(`a row is data, but got ${row} for ${place}`);
  if (row instanceof Promise) throw new TypeError(`a row is data, but got a promise for ${place}`);
  try {
    return structuredClone(row);
  } catch (error) {
    throw new TypeError(`the row for ${place} can't be kept: ${String(error)}`);
  }
}
