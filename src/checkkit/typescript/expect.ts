import { isDeepStrictEqual } from 'node:util';
import { Finding, show, type Told } from './finding';

/** Taken hold of before the solution is loaded: what it does to `node:util` has no say in what is equal. */
const areEqual = isDeepStrictEqual;

/** Fails the check. */
export function fail(told: Told & { readonly expected?: string; readonly actual?: string }): never {
  throw new Finding(told);
}

/** Fails unless `condition` holds. */
export function ok(
  condition: unknown,
  told: Told & { readonly expected?: string; readonly actual?: string },
): asserts condition {
  if (!condition) fail(told);
}

/** Fails unless both values are deeply and strictly equal (`NaN` equals itself, 0 does not equal -0). */
export function equal(actual: unknown, expected: unknown, told: Told): void {
  if (!areEqual(actual, expected)) {
    fail({ ...told, expected: show(expected), actual: show(actual) });
  }
}

/** How a call ended. A synchronous throw and a rejection look the same. */
export type Outcome<T> =
  { readonly status: 'returned'; readonly value: T } | { readonly status: 'threw'; readonly error: unknown };

/** Runs the call to its end and tells how it ended. */
export async function outcomeOf<T>(call: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { status: 'returned', value: await call() };
  } catch (error) {
    return { status: 'threw', error };
  }
}

/** Fails unless the call throws or rejects. Returns what it threw. */
export async function throws(
  call: () => unknown,
  told: Told & { readonly expected: string },
): Promise<unknown> {
  const outcome = await outcomeOf(call);
  if (outcome.status === 'returned') {
    fail({ ...told, actual: `it returned ${show(outcome.value)}` });
  }
  return outcome.error;
}

/** The result of a call that the rule says must succeed. Fails with what it threw instead. */
export async function succeeds<T>(call: () => T | Promise<T>, told: Told): Promise<T> {
  const outcome = await outcomeOf(call);
  if (outcome.status === 'threw') {
    fail({ ...told, expected: 'no error', actual: `it threw ${describeError(outcome.error)}` });
  }
  return outcome.value;
}

/** An error in one line: name and message, without its stack. Never throws, whatever the error makes of them. */
export function describeError(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : show(error);
  } catch {
    return 'an error that cannot be shown';
  }
}
