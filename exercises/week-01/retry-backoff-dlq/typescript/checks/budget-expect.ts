import { ok } from 'codealong/checkkit';
import type { WorkerOptions } from '../reference/consumer/worker/worker';
import type { Bench, Order } from './bench';

export type Limits = NonNullable<WorkerOptions['retryBudget']>;

/** All that matters of a budget: how many retries these messages had together. */
export function expectRetries(bench: Bench, orders: readonly Order[], expected: number, input: string): void {
  const actual = orders.reduce((sum, order) => sum + Math.max(0, bench.attemptsOf(order).length - 1), 0);
  ok(actual === expected, {
    message: `The budget granted ${countOf(actual)}, expected ${expected}.`,
    input,
    expected: countOf(expected),
    actual: countOf(actual),
  });
}

export function countOf(retries: number): string {
  return retries === 1 ? '1 retry' : `${retries} retries`;
}
