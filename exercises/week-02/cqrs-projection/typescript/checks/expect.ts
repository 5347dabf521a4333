import { fail, ok, show, succeeds, type Told } from 'codealong/checkkit';
import { modelOf, type Row, boardOf } from './board';
import type { StoredEvent } from '../reference/internal/order/application/projection-types';
import type { Runner } from './world';

export type Asked = Told & { readonly input: string };

/** What `list` resolves to. */
export async function listOf(runner: Runner, input: string): Promise<{ id: string; row: Row }[]> {
  return succeeds(() => runner.list(), { message: 'list rejects.', input });
}

/** Calls `runOnce` and compares what it resolves to. */
export async function moves(
  runner: Runner,
  limit: number | undefined,
  expected: number,
  told: Asked,
): Promise<void> {
  const moved = await succeeds(() => runner.runOnce(limit), { ...told, message: 'runOnce rejects.' });
  ok(moved === expected, {
    ...told,
    expected: `runOnce resolves to ${expected}`,
    actual: `it resolves to ${show(moved)}`,
  });
}

/** Calls `runOnce` until it resolves to 0. Resolves to the sum of what it resolved to. */
export async function drain(runner: Runner, limit: number | undefined, input: string): Promise<number> {
  let sum = 0;
  for (let calls = 0; calls < 400; calls++) {
    const moved = await succeeds(() => runner.runOnce(limit), { message: 'runOnce rejects.', input });
    if (moved === 0) return sum;
    sum += moved;
  }
  return fail({
    message: 'runOnce never resolves to 0, although there is nothing left to do.',
    input,
    expected: '0 in the end',
    actual: 'other numbers, 400 times',
  });
}

/** Fails unless these are the rows, in this order. The first row that differs is shown. */
export function sameRows(
  actual: readonly { id: string; row: Row }[],
  rows: ReadonlyMap<string, Row>,
  told: Asked,
): void {
  const expected = [...rows].sort(([one], [other]) => (one < other ? -1 : 1));
  if (areSame(actual, expected)) return;
  for (const [id, row] of expected) {
    const found = actual.find((one) => one.id === id)?.row;
    if (rowText(found) === rowText(row)) continue;
    fail({ ...told, expected: `${show(id)}: ${rowText(row)}`, actual: `${show(id)}: ${rowText(found)}` });
  }
  const ids = actual.map(({ id }) => id);
  const wanted = expected.map(([id]) => id);
  fail({
    ...told,
    expected: `the ${wanted.length} rows ${show(wanted)}`,
    actual: `the ${ids.length} rows ${show(ids)}`,
  });
}

function areSame(
  actual: readonly { id: string; row: Row }[],
  expected: readonly (readonly [id: string, row: Row])[],
): boolean {
  return (
    actual.length === expected.length &&
    expected.every(([id, row], at) => actual[at]?.id === id && rowText(actual[at].row) === rowText(row))
  );
}

/** A row in words. */
export function rowText(row: Row | null | undefined): string {
  if (!row) return 'no row';
  const counted = Array.isArray(row.counted) ? row.counted.join(', ') : show(row.counted);
  return `${row.orders} orders, of positions ${counted}, counted by ${row.code}`;
}

/**
 * Fails unless the rows are those that the first events make, however many these are. Returns how many, at least: events at the
 * end that change no row can't be told apart.
 */
export function reachedBy(
  list: readonly { id: string; row: Row }[],
  events: readonly StoredEvent[],
  told: Asked,
  board = boardOf(),
): number {
  const reached = Math.max(0, ...list.flatMap(({ row }) => row.counted));
  sameRows(list, modelOf(events.slice(0, reached), board).rows, {
    ...told,
    input: `${told.input}; the rows go up to position ${reached}`,
  });
  return reached;
}
