import { describeError, fail, isNear, show } from 'codealong/checkkit';
import type { Bucket, Histogram } from '../reference/pkg/monitoring/metrics';

/** How many of the values are at most each limit, and how many there are. */
export function countsOf(limits: readonly number[], values: readonly number[]): number[] {
  return [...limits, Infinity].map((le) => values.filter((value) => value <= le).length);
}

/** Fails unless the list has exactly these limits and Infinity, with these counts. `input` is what led to it. */
export function expectList(
  list: unknown,
  limits: readonly number[],
  counts: readonly number[],
  input: string,
  of = 'The list',
): asserts list is Bucket[] {
  if (!Array.isArray(list)) {
    const expected = lineOf([...limits, Infinity], counts);
    fail({ message: `${of} is not an array.`, input, expected, actual: show(list) });
  }
  const rows = list as readonly Partial<Bucket>[];
  const wrong = problemOf(rows, limits, counts);
  if (wrong === undefined) return;
  fail({
    message: `${of} ${wrong}`,
    input,
    expected: lineOf([...limits, Infinity], counts),
    actual: lineOf(
      rows.map((row) => row?.le),
      rows.map((row) => row?.count),
    ),
  });
}

function problemOf(
  rows: readonly Partial<Bucket>[],
  limits: readonly number[],
  counts: readonly number[],
): string | undefined {
  if (rows.length !== counts.length) {
    const missing = [...limits, Infinity].filter((le) => !rows.some((row) => row?.le === le));
    const which =
      missing.length > 0 && missing.length < 4 ? ` None of them has le ${missing.join(', ')}.` : '';
    return `has ${rows.length} buckets, expected ${counts.length}.${which}`;
  }
  for (const [i, le] of [...limits, Infinity].entries()) {
    const row = rows[i];
    if (row?.le !== le) return `has le ${show(row?.le)} in place ${i + 1}, expected ${le}.`;
    if (row.count !== counts[i])
      return `counts ${show(row.count)} in the bucket with le ${le}, expected ${counts[i]}.`;
  }
  return undefined;
}

function lineOf(limits: readonly unknown[], counts: readonly unknown[]): string {
  if (limits.length === 0) return 'no buckets';
  return limits.map((le, i) => `le ${show(le)}: ${show(counts[i])}`).join(', ');
}

/** Fails unless the histogram lists what was observed. */
export function expectCounts(
  h: Histogram,
  limits: readonly number[],
  values: readonly number[],
  input: string,
): void {
  expectList(h.snapshot(), limits, countsOf(limits, values), input);
}

export function expectQuantile(h: Histogram, q: number, expected: number, input: string, where = ''): void {
  const actual: unknown = h.quantile(q);
  if (typeof actual === 'number' && isNear(actual, expected)) return;
  fail({
    message: `quantile(${q}) is ${rounded(actual)}, expected ${rounded(expected)}${where && `, ${where}`}.`,
    input,
    expected: show(expected),
    actual: show(actual),
  });
}

/** Enough digits for a person. Values are compared as they are. */
export function rounded(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value)
    ? String(Number(value.toPrecision(5)))
    : show(value);
}

/** Fails unless the call throws a RangeError. `what` is the call as one would write it. */
export function expectRefused(what: string, call: () => unknown, input = what): void {
  let value: unknown;
  try {
    value = call();
  } catch (error) {
    if (error instanceof RangeError) return;
    fail({
      message: `${what} has to throw a RangeError.`,
      input,
      expected: 'a RangeError',
      actual: describeError(error),
    });
  }
  const actual = value === undefined ? 'it was accepted' : `it was accepted and returned ${show(value)}`;
  fail({ message: `${what} has to throw a RangeError.`, input, expected: 'a RangeError', actual });
}

/** Changes what was returned, as far as it lets itself be changed. */
export function scribble(list: unknown): void {
  if (!Array.isArray(list)) return;
  for (const row of list) {
    for (const field of ['le', 'count', 'requests', 'method', 'endpoint', 'statusCode', 'duration']) {
      if (typeof row === 'object' && row !== null) Reflect.set(row, field, 77);
    }
  }
  Reflect.set(list, 0, { le: 77, count: 77 });
  Reflect.set(list, 'length', 1);
}

export function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
