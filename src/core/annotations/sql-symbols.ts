import { escaped } from '../escaped';
import type { Span } from './code';

/** Finds the name of a query of an SQL file, in a line `-- name: next_pending` above it. */
export function findInSql(text: string, name: string): Span | undefined {
  const found = new RegExp(
    `^\\uFEFF?[ \\t]*--[ \\t]*name:[ \\t]*(?<name>${escaped(name)})[ \\t]*\\r?$`,
    'dm',
  ).exec(text);
  const [start, end] = found?.indices?.groups?.['name'] ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}
