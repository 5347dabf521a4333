import { fail, type Outcome } from 'codealong/checkkit';
import type { Inventory } from '../reference/internal/inventory/reservation';
import { DeltaRefusedError, type Delta } from '../reference/internal/inventory/stock';
import { reserves, resolves } from './calls';
import { describe } from './deltas';
import { race } from './races';
import { endOf, linesOf, minutes, World } from './world';

export async function refusesDeltas(): Promise<void> {
  await refusedUntilItFits();
  await exactlyReservedFits();
  await exactlyNothingFits();
  await unknownSku();
  await againstAReservation();
  await badDeltas();
}

const of = (seq: number, sku: string, delta: number): Delta => ({ location: 'berlin', seq, sku, delta });

async function refusedUntilItFits(): Promise<void> {
  const world = new World([['a', 5]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 3]) }, 'reserved', "5 units of 'a'");
  for (const on of [shop, world.open(), shop]) {
    await isRefused(world, on, of(1, 'a', -3), done);
    world.expectStock([['a', 5, 3]], (what) => `A delta of -3 was refused, and ${what}`, done);
  }
  for (const [delta, quantity] of [
    [of(2, 'a', 10), 15],
    [of(1, 'a', -3), 12],
    [of(1, 'a', -3), 12],
    [of(2, 'a', 10), 12],
  ] as const) {
    done += `; ${describe(delta)}`;
    await resolves(world, '`applyDelta`', () => shop.applyDelta(delta), done);
    world.expectStock([['a', quantity, 3]], (what) => `After ${describe(delta)}: ${what}`, done);
  }
}

async function exactlyReservedFits(): Promise<void> {
  const world = new World([['a', 5]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 3]) }, 'reserved', "5 units of 'a'");
  done += '; -2 units';
  await resolves(world, '`applyDelta` down to what is reserved', () => shop.applyDelta(of(1, 'a', -2)), done);
  world.expectStock([['a', 3, 3]], (what) => `After a delta of -2: ${what}`, done);
  await isRefused(world, shop, of(2, 'a', -1), done);
  world.expectStock([['a', 3, 3]], (what) => `A delta of -1 was refused, and ${what}`, done);
  done += '; a delta of 0';
  await resolves(
    world,
    '`applyDelta` of 0 while all is reserved',
    () => shop.applyDelta(of(3, 'a', 0)),
    done,
  );
  world.expectStock([['a', 3, 3]], (what) => `After a delta of 0: ${what}`, done);
}

async function exactlyNothingFits(): Promise<void> {
  const world = new World([['a', 3]]);
  const shop = world.open();
  const done = "3 units of 'a', none reserved; -3 units";
  await resolves(world, '`applyDelta` down to 0', () => shop.applyDelta(of(1, 'a', -3)), done);
  world.expectStock([['a', 0, 0]], (what) => `After a delta of -3: ${what}`, done);
  await resolves(
    world,
    '`applyDelta` of 0, with none left,',
    () => shop.applyDelta(of(2, 'a', 0)),
    `${done}; 0 units`,
  );
  await isRefused(world, shop, of(3, 'a', -1), done);
  world.expectStock([['a', 0, 0]], (what) => `A delta of -1 was refused, and ${what}`, done);
}

async function unknownSku(): Promise<void> {
  const world = new World([['a', 5]]).makes('b', 'c');
  const shop = world.open();
  const done = "5 units of 'a', no row for 'b' and 'c'";
  await isRefused(world, shop, of(1, 'b', -1), done);
  world.expectStock([['a', 5, 0]], (what) => `A delta of an unknown sku was refused, and ${what}`, done);
  for (const [delta, b] of [
    [of(1, 'b', 0), 0],
    [of(1, 'b', 4), 0],
    [of(2, 'b', 4), 4],
    [of(2, 'b', 4), 4],
  ] as const) {
    await resolves(world, '`applyDelta`', () => shop.applyDelta(delta), `${done}; ${describe(delta)}`);
    world.expectStock(
      [
        ['a', 5, 0],
        ['b', b, 0],
      ],
      (what) => `After ${describe(delta)}: ${what}`,
      done,
    );
  }
}

/** Five units, three of them wanted by either side: exactly one of the two gets them. */
async function againstAReservation(): Promise<void> {
  await race<unknown>({
    story: "5 units of 'a'; a delta of -3 and an order of 3 × 'a' at once",
    world: () => new World([['a', 5]]),
    clients: [
      ['applyDelta', (on) => on.applyDelta(of(1, 'a', -3))],
      ['reserve', (on) => on.reserve('o', linesOf(['a', 3]), 10 * minutes)],
    ],
    judge: (outcomes, world, input) => {
      const [delta, order] = [outcomes.get('applyDelta')!, outcomes.get('reserve')!];
      const isLost = delta.status === 'returned';
      const isReserved = order.status === 'returned' && order.value === 'reserved';
      const isRefusedWell = isLost
        ? order.status === 'returned' && order.value === 'insufficient'
        : isRefusal(delta);
      if (isLost === isReserved || !isRefusedWell)
        fail({
          message: 'There is enough for the delta or for the order, not for both.',
          input,
          expected:
            "one of: applyDelta resolved, reserve 'insufficient'; applyDelta rejected with DeltaRefusedError, reserve 'reserved'",
          actual: `applyDelta ${endOf(delta)}, reserve ${endOf(order)}`,
        });
      world.expectStock(
        [['a', isLost ? 2 : 5, isLost ? 0 : 3]],
        (what) => `The ${isLost ? 'delta' : 'order'} was accepted: ${what}`,
        input,
      );
    },
  });
}

async function badDeltas(): Promise<void> {
  const world = new World([['a', 5]]);
  const shop = world.open();
  const bad = [
    ...[0, -1, 1.5, NaN, Infinity].map((seq) => of(seq, 'a', 1)),
    ...[0.5, -1.5, NaN, Infinity, -Infinity].map((delta) => of(1, 'a', delta)),
    of(1, 'unknown', 0.5),
  ];
  for (const delta of bad) {
    const input = `5 units of 'a'; ${describe(delta)}`;
    const outcome = await world.end(() => shop.applyDelta(delta), input);
    if (outcome.status !== 'threw' || !(outcome.error instanceof RangeError))
      fail({
        message: `A delta that cannot be was ${outcome.status === 'threw' ? 'refused with another error' : 'not refused'}: ${describe(delta)}.`,
        input,
        expected: 'rejected with RangeError',
        actual: endOf(outcome),
      });
    world.expectStock([['a', 5, 0]], (what) => `A bad delta was refused, and ${what}`, input);
  }
  await resolves(
    world,
    '`applyDelta`',
    () => shop.applyDelta(of(1, 'a', 2)),
    `bad deltas, then ${describe(of(1, 'a', 2))}`,
  );
  world.expectStock([['a', 7, 0]], (what) => `A delta of 2 after bad ones: ${what}`, describe(of(1, 'a', 2)));
}

async function isRefused(world: World, on: Inventory, delta: Delta, before: string): Promise<void> {
  const input = `${before}; ${describe(delta)}`;
  const outcome = await world.end(() => on.applyDelta(delta), input);
  world.expectLimits(input);
  if (isRefusal(outcome)) return;
  fail({
    message: `A delta that does not fit was ${outcome.status === 'threw' ? 'refused with another error' : 'not refused'}: ${describe(delta)}.`,
    input,
    expected: 'rejected with DeltaRefusedError',
    actual: endOf(outcome),
  });
}

function isRefusal(outcome: Outcome<unknown>): boolean {
  return outcome.status === 'threw' && outcome.error instanceof DeltaRefusedError;
}
