import { database } from 'codealong/postgres';
import { once } from './once';

/** An index of the table, by everything that makes it what it is. */
export interface Index {
  readonly name: string;
  readonly definition: string;
  readonly valid: boolean;
  /** Its method, its predicate, and its columns as PostgreSQL writes them. */
  readonly method: string;
  readonly predicate: string | null;
  readonly columns: readonly string[];
  readonly hasExpressions: boolean;
}

/** The indexes of a table, by name. */
export async function indexes(): Promise<ReadonlyMap<string, Index>> {
  const rows = await database.rows(`
    SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition, i.indisvalid AS valid, a.amname AS method,
           pg_get_expr(i.indpred, i.indrelid) AS predicate, i.indexprs IS NOT NULL AS "hasExpressions",
           ARRAY(SELECT pg_get_indexdef(c.oid, n, true) FROM generate_series(1, i.indnkeyatts) AS n) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
    WHERE i.indrelid = 'public.orders'::regclass
    ORDER BY c.relname`);
  return new Map(rows.map((row) => [String(row['name']), row as unknown as Index]));
}

/** What a table's indexes are, by name: enough to tell whether they are the same as before. */
export async function indexForms(): Promise<ReadonlyMap<string, string>> {
  const rows = await database.rows(`
    SELECT c.relname AS name, pg_get_indexdef(c.oid) || ' ' || i.indisvalid AS form
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = 'public.orders'::regclass
    ORDER BY c.relname`);
  return new Map(rows.map(({ name, form }) => [String(name), String(form)]));
}

/** Everything of the database beside the rows and the indexes of orders, a line for each thing. */
const things = `
  SELECT 'the column ' || attname AS thing, concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity::text,
         pg_get_expr(adbin, adrelid)) AS form
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attrelid = 'public.orders'::regclass AND attnum > 0 AND NOT attisdropped
  UNION ALL SELECT 'the constraint ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'the trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'the event trigger ' || evtname, evtevent::text FROM pg_event_trigger
  UNION ALL SELECT 'the rule ' || rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
  WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'the policy ' || polname, coalesce(pg_get_expr(polqual, polrelid), '') FROM pg_policy
  UNION ALL SELECT 'the ' || CASE relkind WHEN 'r' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view '
           WHEN 'S' THEN 'sequence ' ELSE 'relation ' END || relname, concat_ws(' ', relkind::text, relrowsecurity, relpersistence::text)
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('i', 'I')
  UNION ALL SELECT 'the function ' || oid::regprocedure, md5(pg_get_functiondef(oid)) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind <> 'a'
  UNION ALL SELECT 'the schema ' || nspname, '' FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
  UNION ALL SELECT 'the extension ' || extname, extversion FROM pg_extension
  UNION ALL SELECT 'the setting ' || unnest(setconfig), '' FROM pg_db_role_setting`;

/** The settings that a plan hangs on. Looking through all settings takes as long as everything else, and names never change. */
const settings = once(async () => {
  const rows = await database.rows(`
    SELECT name FROM pg_settings
    WHERE name LIKE 'enable\\_%' OR name LIKE '%\\_cost' OR name IN ('plan_cache_mode', 'search_path', 'TimeZone')`);
  return rows.map(({ name }) => String(name));
});

/** By thing, its form. */
export async function catalogue(): Promise<ReadonlyMap<string, string>> {
  const names = (await settings()).map((name) => `'${name}'`).join(', ');
  const rows = await database.rows(`${things}
    UNION ALL SELECT 'the setting ' || name, current_setting(name) FROM unnest(ARRAY[${names}]) AS name`);
  return new Map(rows.map(({ thing, form }) => [String(thing), String(form)]));
}

/** How two catalogues differ, in words that follow on "up …"; undefined when they do not. */
export function difference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | undefined {
  for (const [thing, form] of before) {
    if (!after.has(thing)) return `removes ${thing}`;
    if (after.get(thing) !== form) return `changes ${thing}`;
  }
  const added = [...after.keys()].find((thing) => !before.has(thing));
  return added === undefined ? undefined : `adds ${added}`;
}

const digest =
  'sum(hash_record_extended((id, customer_id, shop_id, status, total_cents, created_at), 0))::text';

/** The rows of orders as the seed made them. */
export interface Rows {
  readonly count: number;
  /** A number that changes with each row. */
  readonly digest: string;
  /** The transaction that wrote every one of them. */
  readonly writer: string;
}

export async function rowsOfTheSeed(): Promise<Rows> {
  const [row] = await database.rows('SELECT rows, digest, writer FROM given.digest');
  return { count: Number(row?.['rows']), digest: String(row?.['digest']), writer: String(row?.['writer']) };
}

/**
 * How the rows of orders are not those that the seed made, in words that follow on "up …"; undefined when they are. Rows that all
 * come from the transaction of the seed need no second look: whatever changes a row writes it again.
 */
export async function rowsDiffer({ count, digest: should, writer }: Rows): Promise<string | undefined> {
  const [is] = await database.rows(`
    SELECT count(*) AS rows, count(*) FILTER (WHERE xmin <> '${writer}'::xid) AS others FROM public.orders`);
  if (Number(is?.['rows']) !== count) return 'adds or removes orders';
  if (Number(is?.['others']) === 0) return undefined;
  const [now] = await database.rows(`SELECT ${digest} AS digest FROM public.orders`);
  return now?.['digest'] === should ? undefined : 'changes rows of orders';
}
