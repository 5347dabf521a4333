import { everyFault, fail, seededRng, settle, show, type Gate } from 'codealong/checkkit';
import type { Delta } from '../reference/internal/inventory/stock';
import { resolves } from './calls';
import { race, some } from './races';
import { failures, refusing } from './refusing';
import { cafesExplained, endOf, errorOf, named, twoCafes, World, type Levels } from './world';

/** They fit in any order. Names and numbers of some make the same text when they are joined. */
const all: readonly Delta[] = (
  [
    ['berlin', 1, 'a', 5],
    ['berlin', 2, 'a', -2],
    ['berlin', 12, 'b', 4],
    ['berlin1', 2, 'b', 3],
    ['berlin1', 1, 'a', 1],
    ['lisbon', 10, 'a', 7],
    ['lisbon', 9, 'new', 6],
    ['lisbon', 5, 'new', 2],
    ['Berlin', 1, 'a', 0],
    ['__proto__', 1, '__proto__', 11],
    ['__proto__', 2, 'a', 13],
    ['berlin:1', 2, 'a', 17],
    ['2berlin', 1, 'b', 19],
    [twoCafes[0], 1, 'a', 23],
    [twoCafes[1], 1, 'b', 29],
    [' berlin', 1, 'empty', 0],
    ['berlin', 2 ** 31, 'A', 31],
    ['berlin', 2 ** 31 + 1, ' a', 37],
    ['lisbon', 2 ** 40, twoCafes[0], 41],
    ['lisbon', 2 ** 40 + 1, twoCafes[1], 43],
  ] as const
).map(([location, seq, sku, delta]) => Object.freeze({ location, seq, sku, delta }));

const locations = new Set(all.map(({ location }) => location)).size;

const atFirst = "20 units of 'a', 20 of 'b', 1 of 'A'";
const atLast: Levels = [
  ['a', 84, 0],
  ['b', 75, 0],
  ['new', 8, 0],
  ['__proto__', 11, 0],
  ['empty', 0, 0],
  ['A', 32, 0],
  [' a', 37, 0],
  [twoCafes[0], 41, 0],
  [twoCafes[1], 43, 0],
];

export async function deltasConverge(): Promise<void> {
  await arrive(all, 'in order');
  await arrive([...all].reverse(), 'in reverse');
  const random = seededRng(7);
  for (let order = 1; order <= 4; order++)
    await arrive(shuffled([...all, ...all, ...all], random), `3 copies of each, shuffled (${order})`);
  await repeatsSayNothing();
  await manyOfOneLocation();
  for (const { gate, story } of refusing()) await goesThrough(gate, story);
  for (const error of failures()) await saysThatItFailed(error);
  await comesAgain();
  await fiveDeliveries();
}

function shop(): World {
  return new World([
    ['a', 20],
    ['b', 20],
    ['A', 1],
  ]).makes('new', '__proto__', 'empty', ' a', ...twoCafes);
}

async function arrive(deltas: readonly Delta[], how: string): Promise<void> {
  const world = shop();
  const [one, other] = [world.open(), world.open()];
  const input = `${atFirst}; ${all.length} deltas of ${locations} locations ${cafesExplained}, ${how}`;
  for (const [at, delta] of deltas.entries()) {
    await resolves(
      world,
      '`applyDelta`',
      () => (at % 2 === 0 ? one : other).applyDelta({ ...delta }),
      `${input}; ${describe(delta)}`,
    );
  }
  await settle();
  world.expectStock(atLast, (what) => `After ${all.length} deltas, ${how}: ${what}`, input);
}

/** Whatever it says, of the same sku or of another one. */
async function repeatsSayNothing(): Promise<void> {
  const world = shop();
  const first: Delta = { location: 'lisbon', seq: 3, sku: 'a', delta: 4 };
  let input = `${atFirst}; ${describe(first)}`;
  await resolves(world, '`applyDelta`', () => world.open().applyDelta({ ...first }), input);
  for (const repeat of [
    first,
    { ...first, delta: -1 },
    { ...first, sku: 'b' },
    { ...first, sku: 'new' },
    { ...first, delta: -999 },
  ]) {
    input += `; ${describe(repeat)}`;
    await resolves(world, '`applyDelta` of a repeat', () => world.open().applyDelta({ ...repeat }), input);
    world.expectStock(
      [
        ['a', 24, 0],
        ['b', 20, 0],
        ['A', 1, 0],
      ],
      (what) => `A repeat of delta 3 of lisbon changed the stock: ${what}`,
      input,
    );
  }
}

/** However long ago a delta has arrived, it has arrived. */
async function manyOfOneLocation(): Promise<void> {
  const world = new World([['a', 0]]);
  const [shop, count] = [world.open(), 101];
  const deliver = async (seq: number): Promise<void> =>
    shop.applyDelta({ location: 'berlin', seq, sku: 'a', delta: 1 });
  const story = `${count} deltas of berlin, 1 × 'a' each`;
  await resolves(
    world,
    '`applyDelta`',
    async () => {
      for (let seq = 1; seq <= count; seq++) await deliver(seq);
    },
    story,
  );
  world.expectStock([['a', count, 0]], (what) => `After ${count} deltas: ${what}`, story);
  for (const seq of [1, 2, 50, 90, 100, 101]) {
    const input = `${story}; delta ${seq} again`;
    await resolves(world, '`applyDelta` of a repeat', () => deliver(seq), input);
    world.expectStock([['a', count, 0]], (what) => `A repeat changed the stock: ${what}`, input);
  }
}

const delivery: Delta = { location: 'lisbon', seq: 3, sku: 'a', delta: 4 };

async function goesThrough(gate: Gate, story: string): Promise<void> {
  const world = new World([['a', 20]]);
  const input = `20 units of 'a'; ${describe(delivery)}; the database refuses 19 times: ${story}`;
  await resolves(world, '`applyDelta`', () => world.open(gate).applyDelta({ ...delivery }), input);
  world.expectStock([['a', 24, 0]], (what) => `After \`applyDelta\`: ${what}`, input);
}

async function saysThatItFailed(error: Error): Promise<void> {
  const world = new World([['a', 20]]);
  const on = world.open({
    before: () => {
      throw error;
    },
  });
  const input = `20 units of 'a'; ${describe(delivery)}; the database fails at each call with ${errorOf(error)}`;
  const outcome = await world.end(() => on.applyDelta({ ...delivery }), input);
  if (outcome.status !== 'threw' || outcome.error !== error)
    fail({
      message: 'The database failed, and the caller was told something else.',
      input,
      expected: `rejected with that error itself, ${errorOf(error)}`,
      actual: endOf(outcome),
    });
}

/** It fails at some point, and the message is delivered again. */
async function comesAgain(): Promise<void> {
  for (const trouble of ['glitch', 'outage'] as const) {
    for (const sku of ['a', 'new']) {
      const delta: Delta = { ...delivery, sku };
      await everyFault(
        trouble,
        async (process) => {
          const world = shop();
          const on = world.open(process);
          await process.run(() => on.applyDelta({ ...delta }), world.clock);
          const isSame = trouble === 'glitch' && process.struck;
          const input = `${atFirst}; ${describe(delta)}; ${process.story}; then it is delivered again, to ${isSame ? 'the same' : 'a new'} instance`;
          const again = isSame ? on : world.open();
          await resolves(world, '`applyDelta`, repeated,', () => again.applyDelta({ ...delta }), input);
          const before: Levels = [
            ['a', sku === 'a' ? 24 : 20, 0],
            ['b', 20, 0],
            ['A', 1, 0],
          ];
          world.expectStock(
            sku === 'a' ? before : [...before, ['new', 4, 0]],
            (what) => `After \`applyDelta\`, repeated: ${what}`,
            input,
          );
        },
        { limit: 60 },
      );
    }
  }
}

/** Each delivery has the same three deltas: of one sku twice, and of one that has no row. */
async function fiveDeliveries(): Promise<void> {
  const three = [all[0]!, all[6]!, all[4]!];
  for (const count of [2, 5]) {
    await race(
      {
        story: `${atFirst}; ${three.map(describe).join('; ')}: delivered ${count} times at once`,
        world: shop,
        clients: [...'ABCDE'.slice(0, count)].map((name, at) => [
          name,
          async (on) => {
            for (const delta of at % 2 === 0 ? three : [...three].reverse())
              await on.applyDelta({ ...delta });
          },
        ]),
        judge: async (outcomes, world, input) => {
          for (const [name, outcome] of outcomes) {
            await resolves(
              world,
              `\`applyDelta\` of client ${name}`,
              async () => {
                if (outcome.status === 'threw') throw outcome.error;
              },
              input,
            );
          }
          world.expectStock(
            [
              ['a', 26, 0],
              ['b', 20, 0],
              ['A', 1, 0],
              ['new', 6, 0],
            ],
            (what) => `Three deltas were delivered ${count} times: ${what}`,
            input,
          );
        },
      },
      count === 2 ? { limit: 10, samples: 20 } : some,
    );
  }
  await race({
    story: `${atFirst}; two deliveries of 'new', of two locations, at once`,
    world: shop,
    clients: [
      ['A', (on) => on.applyDelta({ location: 'berlin', seq: 1, sku: 'new', delta: 5 })],
      ['B', (on) => on.applyDelta({ location: 'lisbon', seq: 1, sku: 'new', delta: 3 })],
    ],
    judge: async (outcomes, world, input) => {
      for (const [name, outcome] of outcomes) {
        await resolves(
          world,
          `\`applyDelta\` of client ${name}`,
          async () => {
            if (outcome.status === 'threw') throw outcome.error;
          },
          input,
        );
      }
      world.expectStock(
        [
          ['a', 20, 0],
          ['b', 20, 0],
          ['A', 1, 0],
          ['new', 8, 0],
        ],
        (what) => `Both deliveries arrived: ${what}`,
        input,
      );
    },
  });
}

function shuffled<T>(list: T[], random: () => number): T[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}

export function describe({ location, seq, sku, delta }: Delta): string {
  return `delta ${show(seq)} of ${named(location)}: ${show(delta)} × ${named(sku)}`;
}
