import { fail, show } from 'codealong/checkkit';
import { reserves } from './calls';
import { race, some } from './races';
import { cafesExplained, endOf, linesOf, minutes, named, twoCafes, World } from './world';

export async function oncePerOrder(): Promise<void> {
  await threeRepeats();
  await refusalIsForgotten();
  await idsThatLookAlike();
  await sameOrderAtOnce();
  await twoVersionsAtOnce();
  await tooMuchAndEnough();
}

async function threeRepeats(): Promise<void> {
  const world = new World([
    ['a', 9],
    ['b', 9],
  ]);
  let done = await reserves(
    world,
    world.open(),
    { id: 'o', lines: linesOf(['a', 3]), ttlMs: 10 * minutes },
    'reserved',
  );
  const repeats = [
    { lines: linesOf(['a', 3]), ttlMs: 10 * minutes },
    { lines: linesOf(['a', 1], ['b', 2]), ttlMs: 1 },
    { lines: linesOf(['b', 100], ['none', 1]), ttlMs: 1e12 },
  ];
  const kept = world.open();
  for (const [at, repeat] of repeats.entries()) {
    for (const on of [kept, world.open()]) {
      done = await reserves(world, on, { id: 'o', ...repeat }, 'reserved', done);
      world.expectStock(
        [
          ['a', 9, 3],
          ['b', 9, 0],
        ],
        (what) => `Repeat ${at + 1} of an order changed the stock: ${what}`,
        done,
      );
    }
  }
}

async function refusalIsForgotten(): Promise<void> {
  const world = new World([['a', 4]]);
  const shop = world.open();
  let done = '4 units';
  for (const qty of [7, 6, 5])
    done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', qty]) }, 'insufficient', done);
  done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 4]) }, 'reserved', done);
  world.expectStock(
    [['a', 4, 4]],
    (what) => `An order that was refused at first is reserved, and ${what}`,
    done,
  );
}

async function idsThatLookAlike(): Promise<void> {
  const ids = [
    'a',
    ' a',
    'a ',
    'A',
    'a:b',
    'a+b',
    'a b',
    'a%20b',
    'a/b',
    '__proto__',
    'constructor',
    '10',
    '9',
    '٩',
    ...twoCafes,
    ' ',
  ];
  const world = new World([['oat', 100]]);
  const [one, other] = [world.open(), world.open()];
  const known = `orders ${ids.map(show).join(', ')} ${cafesExplained}, a unit each, from two instances`;
  for (const round of [1, 2]) {
    for (const [at, id] of ids.entries()) {
      const done = await reserves(
        world,
        at % 2 === round % 2 ? one : other,
        { id, lines: linesOf(['oat', 1]) },
        'reserved',
        `${known}; round ${round}`,
      );
      world.expectStock(
        [['oat', 100, round === 1 ? at + 1 : ids.length]],
        (what) => `After order ${named(id)}, round ${round}: ${what}`,
        done,
      );
    }
  }
}

/** There is stock for one of them. */
async function sameOrderAtOnce(): Promise<void> {
  for (const [count, oneInstance] of [
    [2, false],
    [2, true],
    [5, false],
    [5, true],
  ] as const) {
    await race(
      {
        story: `the same order of 3 × 'oat' ${count} times at once; 4 are there`,
        world: () => new World([['oat', 4]]),
        clients: [...'ABCDE'.slice(0, count)].map((name) => [
          name,
          (on) => on.reserve('o', linesOf(['oat', 3]), 10 * minutes),
        ]),
        oneInstance,
        judge: (outcomes, world, input) => {
          for (const [, outcome] of outcomes) {
            if (outcome.status === 'returned' && outcome.value === 'reserved') continue;
            fail({
              message:
                outcome.status === 'threw'
                  ? 'One of the callers with the same order got an error.'
                  : `Order 'o' can be reserved once, and one of its callers got ${show(outcome.value)}.`,
              input,
              expected: "'reserved' for each of them",
              actual: [...outcomes].map(([name, one]) => `${name} ${endOf(one)}`).join(', '),
            });
          }
          world.expectStock([['oat', 4, 3]], (what) => `One order is reserved, and ${what}`, input);
        },
      },
      count === 2 ? {} : some,
    );
  }
}

/** Whoever is first decides what the order holds. */
async function twoVersionsAtOnce(): Promise<void> {
  await race({
    story: "one order twice at once, A with 3 × 'oat', B with 2 × 'beans'",
    world: () =>
      new World([
        ['oat', 9],
        ['beans', 9],
      ]),
    clients: [
      ['A', (on) => on.reserve('o', linesOf(['oat', 3]), 10 * minutes)],
      ['B', (on) => on.reserve('o', linesOf(['beans', 2]), 5 * minutes)],
    ],
    judge: (outcomes, world, input) => {
      for (const [name, outcome] of outcomes) {
        if (outcome.status === 'returned' && outcome.value === 'reserved') continue;
        fail({
          message: `Client ${name} did not get 'reserved'.`,
          input,
          expected: "'reserved' for both",
          actual: endOf(outcome),
        });
      }
      const isA = (world.server.rows('stock').get('oat') as { reserved: number }).reserved !== 0;
      world.expectStock(
        [
          ['oat', 9, isA ? 3 : 0],
          ['beans', 9, isA ? 0 : 2],
        ],
        (what) => `One of the two orders is held, not both and not a part: ${what}`,
        input,
      );
    },
  });
}

async function tooMuchAndEnough(): Promise<void> {
  for (const oneInstance of [false, true]) await tooMuchAndEnoughOn(oneInstance);
}

async function tooMuchAndEnoughOn(oneInstance: boolean): Promise<void> {
  await race(
    {
      oneInstance,
      story: "one order twice at once, A with 5 × 'oat', B with 3 × 'oat'; 4 are there",
      world: () => new World([['oat', 4]]),
      clients: [
        ['A', (on) => on.reserve('o', linesOf(['oat', 5]), 10 * minutes)],
        ['B', (on) => on.reserve('o', linesOf(['oat', 3]), 10 * minutes)],
      ],
      judge: (outcomes, world, input) => {
        const [a, b] = [outcomes.get('A')!, outcomes.get('B')!];
        if (b.status === 'threw' || b.value !== 'reserved')
          fail({
            message: "Client B did not get 'reserved'.",
            input,
            expected: "'reserved'",
            actual: endOf(b),
          });
        if (a.status === 'threw')
          fail({
            message: 'Client A got an error.',
            input,
            expected: "'insufficient' or 'reserved'",
            actual: endOf(a),
          });
        world.expectStock([['oat', 4, 3]], (what) => `B's order is reserved, and ${what}`, input);
      },
    },
    oneInstance ? some : {},
  );
}
