import { reserves } from './calls';
import { cafesExplained, linesOf, twoCafes, World, type Levels } from './world';

const skus = Array.from({ length: 13 }, (_, at) => `sku-${at}`);

export async function allOrNothing(): Promise<void> {
  for (const short of [0, 6, 12]) await refusesWhole(short);
  await takesExactlyAll();
  await countsTogether();
  await tellsSkusApart();
  await unknownInTheMiddle();
}

/** 13 lines, of which one asks for a unit too many. */
async function refusesWhole(short: number): Promise<void> {
  const world = new World(skus.map((sku) => [sku, 5]));
  const lines = linesOf(...skus.map((sku, at) => [sku, at === short ? 6 : 2] as const));
  const shop = world.open();
  const done = await reserves(
    world,
    shop,
    { id: 'o', lines },
    'insufficient',
    `5 units of each of 13 skus; line ${short + 1} of 13 asks for 6, the others for 2`,
  );
  world.expectStock(
    skus.map((sku) => [sku, 5, 0]),
    (what) => `A refused order of 13 lines changed the stock: ${what}`,
    done,
  );
}

async function takesExactlyAll(): Promise<void> {
  const many = Array.from({ length: 101 }, (_, at) => [`sku-${at}`, (at % 13) + 1] as const);
  const world = new World(many);
  const lines = linesOf(...many);
  const done = await reserves(
    world,
    world.open(),
    { id: 'o', lines },
    'reserved',
    '1 to 13 units of 101 skus, as many as it asks for',
  );
  world.expectStock(
    many.map(([sku, qty]) => [sku, qty, qty]),
    (what) => `After an order of 101 lines: ${what}`,
    done,
  );
}

async function countsTogether(): Promise<void> {
  const world = new World([
    ['a', 5],
    ['b', 9],
  ]);
  const shop = world.open();
  const start = "5 units of 'a', 9 of 'b'";
  const untouched: Levels = [
    ['a', 5, 0],
    ['b', 9, 0],
  ];
  const most = Number.MAX_SAFE_INTEGER;
  const tooMuch = [
    linesOf(['a', 3], ['b', 1], ['a', 3]),
    linesOf(['a', 3], ['a', 3]),
    linesOf(['a', 1], ['b', 2], ['a', 1], ['b', 2], ['b', 6]),
    linesOf(['b', 1], ['a', 2], ['a', 2], ['b', 3], ['none', 1]),
    linesOf(['a', most], ['a', most]),
  ];
  for (const [at, lines] of tooMuch.entries()) {
    const refused = await reserves(world, shop, { id: `o${at}`, lines }, 'insufficient', start);
    world.expectStock(
      untouched,
      (what) => `A refused order with several lines of one sku changed the stock: ${what}`,
      refused,
    );
  }
  const fitting = linesOf(['a', 2], ['b', 1], ['a', 3]);
  const done = await reserves(world, shop, { id: 'o', lines: fitting }, 'reserved', start);
  world.expectStock(
    [
      ['a', 5, 5],
      ['b', 9, 1],
    ],
    (what) => `After an order with two lines of one sku: ${what}`,
    done,
  );
}

async function tellsSkusApart(): Promise<void> {
  const odd = ['a', ' a', 'A', 'a ', '__proto__', 'constructor', 'a%20', '10', '9', ...twoCafes];
  const world = new World(odd.map((sku, at) => [sku, at + 2]));
  const lines = linesOf(...odd.map((sku, at) => [sku, at + 1] as const));
  const done = await reserves(
    world,
    world.open(),
    { id: 'o', lines },
    'reserved',
    `skus ${odd.map((sku) => `'${sku}'`).join(', ')} ${cafesExplained}; of each there is one more than the order asks for`,
  );
  world.expectStock(
    odd.map((sku, at) => [sku, at + 2, at + 1]),
    (what) => `After an order of skus that look alike: ${what}`,
    done,
  );
}

async function unknownInTheMiddle(): Promise<void> {
  const world = new World([
    ['a', 5],
    ['c', 5],
  ]);
  const lines = linesOf(['a', 1], ['b', 1], ['c', 1]);
  const done = await reserves(world, world.open(), { id: 'o', lines }, 'insufficient', "no row for 'b'");
  world.expectStock(
    [
      ['a', 5, 0],
      ['c', 5, 0],
    ],
    (what) => `A refused order changed the stock: ${what}`,
    done,
  );
}
