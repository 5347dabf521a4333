import { fail, show } from 'codealong/checkkit';
import { isGone, reserves, resolves } from './calls';
import { race, some } from './races';
import { endOf, linesOf, minutes, World, type Levels } from './world';

const skus = Array.from({ length: 25 }, (_, at) => `s${at}`);

export async function confirmSells(): Promise<void> {
  await manySkus();
  await oneSkuInTwoLines();
  await soldStaysSold();
  await nothingToSell();
  await atOnce();
}

/** Beside another order, which keeps its units. */
async function manySkus(): Promise<void> {
  const world = new World(skus.map((sku, at) => [sku, 20 + at]));
  const [one, other] = [world.open(), world.open()];
  const lines = linesOf(...skus.map((sku, at) => [sku, (at % 12) + 1] as const));
  let done = await reserves(
    world,
    one,
    { id: 'other', lines: linesOf(...skus.map((sku) => [sku, 3] as const)) },
    'reserved',
  );
  done = await reserves(world, one, { id: 'o', lines }, 'reserved', done);
  const sold: Levels = skus.map((sku, at) => [sku, 20 + at - ((at % 12) + 1), 3]);
  for (const on of [one, other, one]) {
    done += "; confirm 'o'";
    await resolves(world, '`confirm`', () => on.confirm('o'), done);
    world.expectStock(sold, (what) => `After the sale: ${what}`, done);
  }
}

async function oneSkuInTwoLines(): Promise<void> {
  const world = new World([
    ['a', 9],
    ['b', 9],
  ]);
  const shop = world.open();
  let done = await reserves(
    world,
    shop,
    { id: 'o', lines: linesOf(['a', 2], ['b', 1], ['a', 3]) },
    'reserved',
  );
  done += "; confirm 'o'";
  await resolves(world, '`confirm`', () => shop.confirm('o'), done);
  world.expectStock(
    [
      ['a', 4, 0],
      ['b', 8, 0],
    ],
    (what) => `After the sale: ${what}`,
    done,
  );
}

/** After its deadline as well, on other instances, whatever is asked for. */
async function soldStaysSold(): Promise<void> {
  const world = new World([['a', 9]]);
  let done = await reserves(
    world,
    world.open(),
    { id: 'o', lines: linesOf(['a', 2]), ttlMs: 1_000 },
    'reserved',
  );
  for (const waited of [0, 10_000, 1e12]) {
    await world.clock.advance(waited);
    done += `; ${waited} ms later confirm 'o'`;
    await resolves(world, '`confirm`', () => world.open().confirm('o'), done);
    for (const lines of [linesOf(['a', 2]), linesOf(['a', 100])])
      done = await reserves(world, world.open(), { id: 'o', lines, ttlMs: 5 }, 'reserved', done);
    world.expectStock([['a', 7, 0]], (what) => `Order 'o' is sold, and ${what}`, done);
  }
}

async function nothingToSell(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  const done = await reserves(world, shop, { id: 'a', lines: linesOf(['a', 2]) }, 'reserved');
  const refused = await reserves(
    world,
    shop,
    { id: 'big', lines: linesOf(['a', 100]) },
    'insufficient',
    done,
  );
  for (const id of ['none', ' a', 'A', '__proto__', 'constructor', 'big']) {
    for (const round of [1, 2]) {
      const input = `${refused}; confirm ${show(id)}, time ${round}`;
      await isGone(world, shop, id, input);
      world.expectStock(
        [['a', 9, 2]],
        (what) => `Order ${show(id)} holds nothing, was confirmed, and ${what}`,
        input,
      );
    }
  }
}

async function atOnce(): Promise<void> {
  for (const count of [2, 5]) {
    await race(
      {
        story: `order 'o' of 3 × 'a' is reserved, then confirmed ${count} times at once; 9 were there`,
        world: async () => {
          const world = new World([['a', 9]]);
          await world.open().reserve('o', linesOf(['a', 3]), 10 * minutes);
          return world;
        },
        clients: [...'ABCDE'.slice(0, count)].map((name) => [name, (on) => on.confirm('o')]),
        judge: (outcomes, world, input) => {
          for (const [name, outcome] of outcomes) {
            if (outcome.status === 'returned') continue;
            fail({
              message: `Client ${name} could not confirm.`,
              input,
              expected: 'it resolves',
              actual: endOf(outcome),
            });
          }
          world.expectStock([['a', 6, 0]], (what) => `Order 'o' is sold, and ${what}`, input);
        },
      },
      count === 2 ? {} : some,
    );
  }
}
