import { show } from 'codealong/checkkit';
import { isGone, reserves, resolves } from './calls';
import { linesOf, minutes, World } from './world';

export async function releaseFrees(): Promise<void> {
  await threeRounds();
  await manySkus();
  await soldIsNotFreed();
  await nothingToFree();
  for (const separator of [':', '/', ',', '-', ' ', '|', '.', '#', '\0', '","']) await areApart(separator);
}

/** Reserved again as if for the first time: with other lines, for another time. */
async function threeRounds(): Promise<void> {
  const world = new World([
    ['a', 9],
    ['b', 9],
  ]);
  const [one, other] = [world.open(), world.open()];
  let done = await reserves(world, one, { id: 'other', lines: linesOf(['a', 1], ['b', 1]) }, 'reserved');
  for (const [a, b] of [
    [2, 3],
    [8, 1],
    [1, 8],
  ] as const) {
    done = await reserves(
      world,
      one,
      { id: 'o', lines: linesOf(['a', a], ['b', b]), ttlMs: a * minutes },
      'reserved',
      done,
    );
    world.expectStock(
      [
        ['a', 9, 1 + a],
        ['b', 9, 1 + b],
      ],
      (what) => `Order 'o' is reserved: ${what}`,
      done,
    );
    // Never on the instance that reserved: what it remembers, nobody has told it to forget.
    for (const on of [other, world.open(), other]) {
      done += "; release 'o', on another instance";
      await resolves(world, '`release`', () => on.release('o'), done);
      world.expectStock(
        [
          ['a', 9, 1],
          ['b', 9, 1],
        ],
        (what) => `Order 'o' is released: ${what}`,
        done,
      );
    }
    await isGone(world, one, 'o', `${done}; confirm 'o'`);
  }
}

/** Beside another order, which keeps its units. */
async function manySkus(): Promise<void> {
  const skus = Array.from({ length: 25 }, (_, at) => `s${at}`);
  const world = new World(skus.map((sku) => [sku, 20]));
  const shop = world.open();
  const lines = linesOf(...skus.map((sku, at) => [sku, (at % 12) + 1] as const));
  const other = linesOf(...skus.map((sku) => [sku, 3] as const));
  let done = await reserves(world, shop, { id: 'other', lines: other }, 'reserved');
  done = await reserves(world, shop, { id: 'o', lines }, 'reserved', done);
  done += "; release 'o'";
  await resolves(world, '`release`', () => shop.release('o'), done);
  world.expectStock(
    skus.map((sku) => [sku, 20, 3]),
    (what) => `An order of 25 lines is released: ${what}`,
    done,
  );
}

async function soldIsNotFreed(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'other', lines: linesOf(['a', 5]) }, 'reserved');
  done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 2]) }, 'reserved', done);
  await resolves(world, '`confirm`', () => shop.confirm('o'), done);
  done += "; confirm 'o'";
  for (const on of [shop, world.open(), shop]) {
    done += "; release 'o'";
    await resolves(world, '`release`', () => on.release('o'), done);
    world.expectStock([['a', 7, 5]], (what) => `Order 'o' is sold, was released, and ${what}`, done);
    await resolves(world, '`confirm`', () => on.confirm('o'), `${done}; confirm 'o'`);
  }
}

async function nothingToFree(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'a', lines: linesOf(['a', 2]) }, 'reserved');
  done = await reserves(world, shop, { id: 'big', lines: linesOf(['a', 8]) }, 'insufficient', done);
  for (const id of ['none', ' a', 'A', '__proto__', 'big']) {
    const input = `${done}; release ${show(id)}`;
    await resolves(world, '`release`', () => shop.release(id), input);
    world.expectStock(
      [['a', 9, 2]],
      (what) => `Order ${show(id)} holds nothing, was released, and ${what}`,
      input,
    );
  }
}

/** Order and sku together make the same text. */
async function areApart(separator: string): Promise<void> {
  const [longSku, longOrder] = [`b${separator}c`, `a${separator}b`];
  const world = new World([
    ['c', 9],
    [longSku, 9],
  ]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: longOrder, lines: linesOf(['c', 3]) }, 'reserved');
  done = await reserves(world, shop, { id: 'a', lines: linesOf([longSku, 4]) }, 'reserved', done);
  for (const [id, c, long] of [
    ['a', 3, 0],
    [longOrder, 0, 0],
  ] as const) {
    done += `; release ${show(id)}`;
    await resolves(world, '`release`', () => shop.release(id), done);
    world.expectStock(
      [
        ['c', 9, c],
        [longSku, 9, long],
      ],
      (what) => `After order ${show(id)} was released: ${what}`,
      done,
    );
  }
}
