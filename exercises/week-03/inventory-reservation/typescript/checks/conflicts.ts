import { fail } from 'codealong/checkkit';
import { reserves } from './calls';
import { race, some, type Client } from './races';
import { failures, isWriteToStock, refusing, type Refusing } from './refusing';
import { copyOf, describe, endOf, errorOf, linesOf, minutes, World } from './world';

/** Two callers who stop each other do so in every second order and more. */
const two = { limit: 30, samples: 20 };

export async function absorbsConflicts(): Promise<void> {
  for (const database of refusing()) await areServed(database);
  await reportsOtherErrors();
  await lines('ab', 'ba');
  await lines('abc', 'cba', 'bca', 'cab', 'bac');
  await oneWhoCannotBeServed();
}

/** Callers whose orders have these lines, one unit of each. There is enough for all. */
async function lines(...orders: string[]): Promise<void> {
  const skus = [...orders[0]!];
  const clients = orders.map((order, at): Client<string> => {
    const name = 'ABCDE'.charAt(at);
    return [
      name,
      (on) =>
        on.reserve(`order ${name}`, linesOf(...[...order].map((sku) => [sku, 1] as const)), 10 * minutes),
    ];
  });
  await race(
    {
      story: `${orders.length} callers with the lines ${orders.map((order) => [...order].join(' ')).join(' | ')}; enough for all`,
      world: () => new World(skus.map((sku) => [sku, 9])),
      clients,
      judge: (outcomes, world, input) => {
        for (const [name, outcome] of outcomes) {
          if (outcome.status === 'returned' && outcome.value === 'reserved') continue;
          const got = outcome.status === 'threw' ? errorOf(outcome.error) : `the answer '${outcome.value}'`;
          fail({
            message: `The caller of order ${name} got ${got}.`,
            input,
            expected: "resolved to 'reserved'",
            actual: endOf(outcome),
          });
        }
        world.expectStock(
          skus.map((sku) => [sku, 9, orders.length]),
          (what) => `${orders.length} orders are reserved, and ${what}`,
          input,
        );
      },
    },
    orders.length > 2 ? some : two,
  );
}

/** An order that can't be served stands in nobody's way, in the end. */
async function oneWhoCannotBeServed(): Promise<void> {
  await race(
    {
      story: "A wants 1 × 'a', 3 × 'b', B wants 1 × 'b', 1 × 'a'; there is one of 'a', two of 'b'",
      world: () =>
        new World([
          ['a', 1],
          ['b', 2],
        ]),
      clients: [
        ['A', (on) => on.reserve('order A', linesOf(['a', 1], ['b', 3]), 10 * minutes)],
        ['B', (on) => on.reserve('order B', linesOf(['b', 1], ['a', 1]), 10 * minutes)],
      ],
      judge: (outcomes, world, input) => {
        for (const [name, wanted] of [
          ['A', 'insufficient'],
          ['B', 'reserved'],
        ] as const) {
          const outcome = outcomes.get(name)!;
          if (outcome.status === 'returned' && outcome.value === wanted) continue;
          fail({
            message: `The caller of order ${name} did not get '${wanted}'.`,
            input,
            expected: `resolved to '${wanted}'`,
            actual: endOf(outcome),
          });
        }
        world.expectStock(
          [
            ['a', 1, 1],
            ['b', 2, 1],
          ],
          (what) => `Order B is reserved, and ${what}`,
          input,
        );
      },
    },
    two,
  );
}

/** Three orders on one instance: the attempts of one are not those of another. */
async function areServed({ gate, again, story }: Refusing): Promise<void> {
  const world = new World([
    ['a', 9],
    ['b', 9],
  ]);
  const shop = world.open(gate);
  let done = `one instance; for each order the database refuses 19 times: ${story}`;
  for (const [at, id] of ['o', 'p', 'q'].entries()) {
    again();
    done = await reserves(world, shop, { id, lines: linesOf(['a', 2], ['b', 1]) }, 'reserved', done);
    world.expectStock(
      [
        ['a', 9, 2 * (at + 1)],
        ['b', 9, at + 1],
      ],
      (what) => `After order ${id}: ${what}`,
      done,
    );
  }
}

async function reportsOtherErrors(): Promise<void> {
  for (const error of failures()) {
    await reports(error, 'at each call', () => true);
    await reports(error, 'at each call about `stock`', (_name, key) => key.startsWith('stock/'));
    await reports(error, 'at each write to `stock`', isWriteToStock);
    await reports(error, 'at each commit', (name) => name === 'commit');
  }
}

async function reports(
  error: Error,
  where: string,
  fails: (name: string, key: string) => boolean,
): Promise<void> {
  const world = new World([['a', 9]]);
  const lines = linesOf(['a', 2]);
  let [isBroken, hasFailed] = [true, false];
  const on = world.open({
    before: ({ name, keys: [key = ''] }) => {
      if (!isBroken || !fails(name, key)) return;
      hasFailed = true;
      throw error;
    },
  });
  const input = `${describe('o', lines)}; the database fails ${where} with ${errorOf(error)}`;
  const outcome = await world.end(() => on.reserve('o', copyOf(lines), 10 * minutes), input);
  // Whoever asks for nothing there has seen no error.
  if (!hasFailed) return;
  if (outcome.status !== 'threw' || outcome.error !== error)
    fail({
      message: 'The database failed, and the caller was told something else.',
      input,
      expected: `rejected with that error itself, ${errorOf(error)}`,
      actual: endOf(outcome),
    });
  world.expectStock([['a', 9, 0]], (what) => `Nothing was committed, and ${what}`, input);
  isBroken = false;
  const done = await reserves(world, on, { id: 'o', lines }, 'reserved', `${input}; then it is healthy`);
  world.expectStock([['a', 9, 2]], (what) => `After the order: ${what}`, done);
}
