import { fail, show, type Outcome } from 'codealong/checkkit';
import type { Inventory } from '../reference/internal/inventory/reservation';
import { ReservationGoneError, type Line } from '../reference/internal/inventory/stock';
import { copyOf, describe, endOf, minutes, type World } from './world';

type Answer = 'reserved' | 'insufficient';

/** `reserve` has to give this answer. Resolves to what was done, in words. */
export async function reserves(
  world: World,
  on: Inventory,
  order: { id: string; lines: Line[]; ttlMs?: number },
  answer: Answer,
  before = '',
): Promise<string> {
  const { id, lines, ttlMs = 10 * minutes } = order;
  const input = `${before}${before && '; '}reserve: ${describe(id, lines, order.ttlMs)}`;
  const outcome = await world.end(() => on.reserve(id, copyOf(lines), ttlMs), input);
  world.expectLimits(input);
  if (outcome.status === 'returned' && outcome.value === answer) return input;
  return fail({
    message:
      outcome.status === 'threw'
        ? `\`reserve\` for order ${show(id)} rejected.`
        : `\`reserve\` for order ${show(id)} answered ${show(outcome.value)}.`,
    input,
    expected: show(answer),
    actual: endOf(outcome),
  });
}

/** A call that has to resolve. */
export async function resolves<T>(
  world: World,
  name: string,
  call: () => Promise<T>,
  input: string,
): Promise<T> {
  const outcome = await world.end(call, input);
  world.expectLimits(input);
  if (outcome.status === 'returned') return outcome.value;
  return fail({ message: `${name} rejected.`, input, expected: 'it resolves', actual: endOf(outcome) });
}

/** `confirm` for an order that holds nothing. */
export async function isGone(world: World, on: Inventory, id: string, input: string): Promise<void> {
  const outcome = await world.end(() => on.confirm(id), input);
  world.expectLimits(input);
  if (isGoneError(outcome)) return;
  fail({
    message: `\`confirm\` for order ${show(id)}, which holds no reservation, has to say so.`,
    input,
    expected: 'rejected with ReservationGoneError',
    actual: endOf(outcome),
  });
}

export function isGoneError(outcome: Outcome<unknown>): boolean {
  return outcome.status === 'threw' && outcome.error instanceof ReservationGoneError;
}

/** `expireDue` has to free so many. */
export async function expires(
  world: World,
  on: Inventory,
  count: number,
  told: string,
  input: string,
): Promise<void> {
  const actual = await resolves(world, '`expireDue`', () => on.expireDue(), input);
  if (Object.is(actual, count)) return;
  fail({
    message: `${told}: \`expireDue\` resolved to ${show(actual)}.`,
    input,
    expected: `${count}`,
    actual: show(actual),
  });
}
