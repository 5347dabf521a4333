import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { Session } from '../checkkit/postgres/session';
import type * as postgres from '../postgres';

/** Statements that change nothing that stays: after them V8 has compiled what most checks use, and pages are in memory. */
const warming = [
  'CREATE SCHEMA rehearsal',
  'CREATE TABLE rehearsal.rows AS SELECT i AS id, i % 7 AS kind, now() AS at FROM generate_series(1, 30000) AS i',
  'CREATE INDEX CONCURRENTLY rows_kind_idx ON rehearsal.rows (kind, at DESC) WHERE id > 5',
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS rows_at_idx ON rehearsal.rows (at)',
  'VACUUM ANALYZE rehearsal.rows',
  'PREPARE rehearsal(int) AS SELECT kind, count(*) FROM rehearsal.rows WHERE kind = $1 GROUP BY kind ORDER BY kind',
  'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE rehearsal(3)',
  'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM rehearsal.rows WHERE id > 9 ORDER BY at LIMIT 9',
  `SELECT a.attname, format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid), current_setting('work_mem')
   FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attrelid = 'rehearsal.rows'::regclass AND a.attnum > 0
   UNION ALL SELECT relname, pg_get_indexdef(i.indexrelid), pg_get_expr(i.indpred, i.indrelid), i.indisvalid::text
   FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'rehearsal.rows'::regclass
   UNION ALL SELECT conname, pg_get_constraintdef(oid), NULL, NULL FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
  'SELECT count(*), sum(hash_record_extended(rows, 0)) FROM rehearsal.rows AS rows',
  'SELECT md5(string_agg(rows::text, $$,$$ ORDER BY id)) FROM rehearsal.rows WHERE id < 3000',
  'SELECT count(*) FILTER (WHERE xmin <> $$1$$::xid) FROM rehearsal.rows',
  `SELECT 'the function ' || oid::regprocedure, md5(pg_get_functiondef(oid)) FROM pg_proc WHERE pronamespace = 'rehearsal'::regnamespace
   UNION ALL SELECT 'the rule ' || rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
   WHERE c.relnamespace = 'rehearsal'::regnamespace
   UNION ALL SELECT 'the schema ' || nspname, '' FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
   UNION ALL SELECT name, current_setting(name) FROM unnest(ARRAY['work_mem', 'search_path']) AS name`,
  'ALTER SCHEMA rehearsal RENAME TO rehearsed',
  'ALTER SCHEMA rehearsed RENAME TO rehearsal',
  'BEGIN',
  'INSERT INTO rehearsal.rows SELECT 1, 2, now()',
  'ROLLBACK',
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS rows_id_idx ON rehearsal.rows (id, at DESC)',
  'DROP INDEX CONCURRENTLY rehearsal.rows_id_idx',
  'DROP INDEX CONCURRENTLY IF EXISTS rehearsal.rows_at_idx',
  'DROP SCHEMA rehearsal CASCADE',
  'DISCARD ALL',
];

/**
 * Starts the server, which lies in a bundle of its own: nobody loads it whose exercise is not SQL. V8 compiles it once and
 * quickly: a server lives for some seconds, in which optimised code is not worth what it costs to make.
 */
export async function openPostgres(archive: string, rehearse: boolean): Promise<Session> {
  setFlagsFromString('--liftoff-only');
  const { openSession } = createRequire(__filename)('./postgres/index.js') as typeof postgres;
  const session = await openSession(archive);
  for (const statement of rehearse ? warming : []) {
    const answer = await session.answer(statement);
    if ('refused' in answer) throw new Error(`${statement}: ${answer.refused.message}`);
  }
  return session;
}
