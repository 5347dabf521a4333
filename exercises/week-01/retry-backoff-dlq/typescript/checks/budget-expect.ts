import { ok } from 'codealong/checkkit';
import type { WorkerOptions } from '../reference/consumer/worker/worker';
import type { Bench, Order } from './bench';

export type Limits = NonNullable<WorkerOptions['retryBudget']>;

/** All that matters of a budget: how many retries these messages had together. */
export function expectRetries(
  bench: Bench,
  orders: readonly Order[],
  expected: number,
  input: string,
  message = 'The budget did not grant what it has to.',
): void {
  const actual = orders.reduce((sum, order) => sum + Math.max(0, bench.attemptsOf(order).length - 1), 0);
  ok(actual === expected, {
    message:
      actual > expected ? `${message} Too many retries were made.` : `${message} Too few retries were made.`,
    input,
    expected: `${expected} retries`,
    actual: `${actual} retries`,
  });
}
