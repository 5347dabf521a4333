import { isDeepStrictEqual } from 'node:util';
import { describeError, fail, ok, show } from 'codealong/checkkit';
import type { Bench, Message, Order, Result } from './bench';

/** Field by field: a copy is as good, and may have more of them. */
export function expectMessage(actual: unknown, expected: Message, told: string, input: string): void {
  for (const field of Object.keys(expected) as (keyof Message)[]) {
    const own = (actual as Partial<Message> | null | undefined)?.[field];
    if (isDeepStrictEqual(own, expected[field])) continue;
    const [wanted, found] = differenceOf(field, expected[field], own);
    fail({ message: `${told}: its ${field} differs.`, input, expected: wanted, actual: found });
  }
}

/** Of headers only the first that differs. */
function differenceOf(field: keyof Message, expected: unknown, actual: unknown): readonly [string, string] {
  if (field !== 'headers' || typeof actual !== 'object' || actual === null)
    return [`${field} ${show(expected)}`, `${field} ${show(actual)}`];
  const [wanted, found] = [expected, actual] as Record<string, unknown>[];
  const name = Object.keys({ ...wanted, ...found }).find((one) => wanted?.[one] !== found?.[one]) ?? '';
  return [`header ${show(name)}: ${show(wanted?.[name])}`, `header ${show(name)}: ${show(found?.[name])}`];
}

export function expectResult(order: Order, result: Result, message: string, input: string): void {
  const { state, value } = order.result;
  if (state === 'fulfilled' && value === result) return;
  fail({ message, input, expected: `process resolved to '${result}'`, actual: describeResult(order) });
}

/** `process` rejected with this very error. */
export function expectRejected(order: Order, error: unknown, message: string, input: string): void {
  const { state, error: actual } = order.result;
  if (state === 'rejected' && Object.is(actual, error)) return;
  fail({
    message,
    input,
    expected: `process rejected with ${describeError(error)}, the very same`,
    actual: describeResult(order),
  });
}

export function expectPending(order: Order, message: string, input: string): void {
  const expected = 'process waits';
  ok(order.result.state === 'pending', { message, input, expected, actual: describeResult(order) });
}

/** `handle` has been called so many times for this message. */
export function expectAttempts(bench: Bench, order: Order, count: number, input: string, why = ''): void {
  const actual = bench.attemptsOf(order).length;
  if (actual === count) return;
  fail({
    message: `handle was ${called(actual)} for one message, expected ${times(count)}.${why && ` ${why}`}`,
    input,
    expected: `handle was ${called(count)}`,
    actual: `handle was ${called(actual)}; ${describeResult(order)}`,
  });
}

/** The attempts of this message began at these times, in milliseconds after the bench began. */
export function expectTimes(bench: Bench, order: Order, expected: readonly number[], input: string): void {
  const actual = bench.timesOf(order);
  const wrong = expected.findIndex((time, index) => actual[index] !== time);
  if (wrong < 0 && actual.length === expected.length) return;
  const found = actual[wrong] ?? 'never';
  const message =
    wrong < 0
      ? `Attempt ${expected.length + 1} began at ${actual[expected.length]} ms, and was not to begin by then.`
      : `Attempt ${wrong + 1} did not begin at ${expected[wrong]} ms (began: ${found}).`;
  fail({
    message,
    input,
    expected: `attempts at ${list(expected)} ms`,
    actual: `attempts at ${list(actual)} ms; ${describeResult(order)}`,
  });
}

/** So many letters have been handed over by all messages together. */
export function expectLetters(bench: Bench, count: number, message: string, input: string): void {
  const actual = bench.letterTimes.length;
  ok(actual === count, {
    message,
    input,
    expected: `deadLetter was ${called(count)}`,
    actual: `deadLetter was ${called(actual)}`,
  });
}

export function expectNoTimer(bench: Bench, when: string, input: string): void {
  const count = bench.clock.pending();
  ok(count === 0, {
    message: `A timer was still waiting on the clock after ${when}.`,
    input,
    expected: 'no timer waits on the clock',
    actual: `${count} waiting`,
  });
}

function called(count: number): string {
  return count === 0 ? 'not called' : `called ${times(count)}`;
}

export function times(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`;
}

export function describeResult({ result }: Order): string {
  if (result.state === 'pending') return 'process still waits';
  if (result.state === 'fulfilled') return `process resolved to ${show(result.value)}`;
  return `process rejected with ${describeError(result.error)}`;
}

function list(numbers: readonly number[]): string {
  return numbers.length === 0 ? 'no' : numbers.join(', ');
}
