import { fail, show, type Outcome } from 'codealong/checkkit';
import type { Line } from '../reference/internal/inventory/stock';
import { reserves } from './calls';
import { describe, endOf, linesOf, minutes, World } from './world';

export async function refusesBadInput(): Promise<void> {
  for (const qty of [0, -1, 1.5, 0.5, NaN, Infinity, -Infinity]) {
    for (const at of [0, 1, 2])
      await isRefused(lineOfThree(at, qty), 10 * minutes, `qty ${show(qty)} in line ${at + 1} of 3`);
    await isRefused(
      linesOf(['a', 100], ['b', qty]),
      10 * minutes,
      `qty ${show(qty)} in a line after one that lacks stock`,
    );
  }
  await isRefused(
    linesOf(['none', 1], ['a', -1]),
    10 * minutes,
    'qty -1 in a line after one of an unknown sku',
  );
  await isRefused(linesOf(), 10 * minutes, 'no lines');
  for (const ttlMs of [0, -1, NaN, Infinity, -Infinity])
    await isRefused(linesOf(['a', 1]), ttlMs, `ttlMs ${show(ttlMs)}`);
  await acceptsOddTimes();
}

function lineOfThree(at: number, qty: number): Line[] {
  return linesOf(...['a', 'b', 'c'].map((sku, line) => [sku, line === at ? qty : 1] as const));
}

/** For a new order, and for one that is reserved. */
async function isRefused(lines: Line[], ttlMs: number, what: string): Promise<void> {
  const world = new World(['a', 'b', 'c'].map((sku) => [sku, 9]));
  const shop = world.open();
  const known = await reserves(
    world,
    shop,
    { id: 'known', lines: linesOf(['c', 2]) },
    'reserved',
    "9 units of 'a', 'b', 'c'",
  );
  for (const id of ['o', 'known']) {
    const input = `${known}; then ${describe(id, lines, ttlMs)}`;
    const outcome = await world.end(() => shop.reserve(id, lines, ttlMs), input);
    if (!isRangeError(outcome))
      fail({
        message: `An order with ${what} was not refused${id === 'known' ? ', for an order that is already reserved' : ''}.`,
        input,
        expected: 'rejected with RangeError',
        actual: endOf(outcome),
      });
    world.expectStock(
      [
        ['a', 9, 0],
        ['b', 9, 0],
        ['c', 9, 2],
      ],
      (told) => `An order with ${what} was refused and changed the stock: ${told}`,
      input,
    );
  }
}

function isRangeError(outcome: Outcome<unknown>): boolean {
  return outcome.status === 'threw' && outcome.error instanceof RangeError;
}

async function acceptsOddTimes(): Promise<void> {
  const world = new World([['a', 9]]);
  let done = '';
  for (const [at, ttlMs] of [0.5, 1, 1e15].entries()) {
    done = await reserves(
      world,
      world.open(),
      { id: `o${at}`, lines: linesOf(['a', 1]), ttlMs },
      'reserved',
      done,
    );
    world.expectStock([['a', 9, at + 1]], (what) => `After an order for ${ttlMs} ms: ${what}`, done);
  }
}
