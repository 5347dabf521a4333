import { fail, outcomeOf, show, type Outcome } from 'codealong/checkkit';
import type { Line } from '../reference/internal/inventory/stock';
import { reserves } from './calls';
import { copyOf, describe, endOf, linesOf, minutes, World } from './world';

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
  for (const [first, second] of [
    [3, -1],
    [-1, 3],
    [3, 0],
    [1.5, 1.5],
    [0.5, 0.5],
  ] as const)
    await isRefused(
      linesOf(['a', first], ['b', 1], ['a', second]),
      10 * minutes,
      `qty ${first} and ${second} of one sku`,
    );
  await isRefused(
    linesOf(['none', 1], ['a', -1]),
    10 * minutes,
    'qty -1 in a line after one of an unknown sku',
  );
  await isRefused(linesOf(), 10 * minutes, 'no lines');
  for (const ttlMs of [0, -1, NaN, Infinity, -Infinity])
    await isRefused(linesOf(['a', 1]), ttlMs, `ttlMs ${show(ttlMs)}`);
  await besideAGoodOne();
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
    const outcome = await world.end(() => shop.reserve(id, copyOf(lines), ttlMs), input);
    expectRangeError(
      outcome,
      `${what}${id === 'known' ? ', for an order that is already reserved,' : ''}`,
      input,
    );
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

export function expectRangeError(outcome: Outcome<unknown>, what: string, input: string): void {
  if (outcome.status === 'threw' && outcome.error instanceof RangeError) return;
  fail({
    message: `An order with ${what} ${outcome.status === 'threw' ? 'was refused with another error' : 'was not refused'}.`,
    input,
    expected: 'rejected with RangeError',
    actual: endOf(outcome),
  });
}

/** Two calls for one order at once, on one instance: each is judged by what it was called with. */
async function besideAGoodOne(): Promise<void> {
  const bad = [
    [linesOf(['a', 0]), 10 * minutes, 'qty 0'],
    [linesOf(), 10 * minutes, 'no lines'],
    [linesOf(['a', 1]), NaN, 'ttlMs NaN'],
  ] as const;
  for (const [lines, ttlMs, what] of bad) {
    for (const isFirst of [true, false]) {
      const world = new World([['a', 9]]);
      const shop = world.open();
      const good = async (): Promise<unknown> => shop.reserve('o', linesOf(['a', 2]), 10 * minutes);
      const refused = async (): Promise<unknown> => shop.reserve('o', copyOf(lines), ttlMs);
      const input = `one instance; reserve at once, ${isFirst ? 'this one first' : 'this one last'}: ${describe('o', lines, ttlMs)}; and ${describe('o', linesOf(['a', 2]))}`;
      const both = await world.end(
        () => Promise.all((isFirst ? [refused, good] : [good, refused]).map(outcomeOf)),
        input,
      );
      if (both.status === 'threw') throw both.error;
      expectRangeError(both.value[isFirst ? 0 : 1]!, `${what}, beside a good one,`, input);
      world.expectStock([['a', 9, 2]], (told) => `One good order and one with ${what}: ${told}`, input);
    }
  }
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
