import { fail, show, type Outcome } from 'codealong/checkkit';
import { isGoneError, resolves } from './calls';
import { interrupts, race, some, type Client } from './races';
import { endOf, linesOf, minutes, World, type Levels } from './world';

type Outcomes = ReadonlyMap<string, Outcome<unknown>>;

const expireDue: Client<unknown> = ['expireDue', (on) => on.expireDue()];
const release: Client<unknown> = ['release', (on) => on.release('o')];
const confirm: Client<unknown> = ['confirm', (on) => on.confirm('o')];
const reserve: Client<unknown> = ['reserve', (on) => on.reserve('o', linesOf(['a', 3]), 10 * minutes)];

export async function givesBackOnce(): Promise<void> {
  await releaseWhileExpiring();
  await confirmWhileReleasing();
  await confirmWhileExpiring();
  await reserveWhileExpiring();
  await twoReservesOfWhatHasEnded();
  await reserveWhileReleasing();
  await fiveExpiries();
  await twoDueAndOneNot();
  await fiveOfBothKinds();
  await besideAnotherOrder();
  await reservedAgainWhileConfirming();
  await reservedAgainWhileReleasing();
  await endsAgainWhileExpiring();
}

/** Order `o` holds 2 of 9 `a`. Its reservation has ended, or it has just been made. */
async function shop(isDue: boolean): Promise<World> {
  const world = new World([['a', 9]]);
  await world.open().reserve('o', linesOf(['a', 2]), isDue ? 1_000 : 10 * minutes);
  await world.open().reserve('other', linesOf(['a', 1]), 60 * minutes);
  await world.clock.advance(1_000);
  return world;
}

const ended = "order 'o' of 2 × 'a' has ended, order 'other' of 1 has not; 9 were there";
const held = "orders 'o' of 2 × 'a' and 'other' of 1 are reserved; 9 were there";

async function releaseWhileExpiring(): Promise<void> {
  await race({
    story: `${ended}; release 'o' and expireDue at once`,
    world: () => shop(true),
    clients: [release, expireDue],
    judge: (outcomes, world, input) => {
      allResolve(outcomes, input);
      stock(world, [['a', 9, 1]], outcomes, input);
      counts(outcomes, [0, 1], input);
    },
  });
}

async function confirmWhileReleasing(): Promise<void> {
  await race({
    story: `${held}; confirm 'o' and release 'o' at once`,
    world: () => shop(false),
    clients: [confirm, release],
    judge: soldOrFreed,
  });
}

/** Too late, however it runs. */
async function confirmWhileExpiring(): Promise<void> {
  await race({
    story: `${ended}; confirm 'o' and expireDue at once`,
    world: () => shop(true),
    clients: [confirm, expireDue],
    judge: (outcomes, world, input) => {
      if (!isGoneError(outcomes.get('confirm')!))
        fail({
          message: '`confirm` has to say that the reservation has ended.',
          input,
          expected: 'rejected with ReservationGoneError',
          actual: ends(outcomes),
        });
      stock(world, [['a', 9, 1]], outcomes, input);
      counts(outcomes, [1], input);
    },
  });
}

/** `'reserved'` is a promise: the order can be confirmed. */
async function reserveWhileExpiring(): Promise<void> {
  await race({
    story: `${ended}; reserve 'o' with 3 × 'a' and expireDue at once`,
    world: () => shop(true),
    clients: [reserve, expireDue],
    judge: async (outcomes, world, input) => {
      allResolve(outcomes, input);
      isReserved(outcomes, input);
      stock(world, [['a', 9, 4]], outcomes, input);
      counts(outcomes, [0, 1], input);
      await canBeConfirmed(world, [['a', 6, 1]], input);
    },
  });
}

async function twoReservesOfWhatHasEnded(): Promise<void> {
  await race({
    story: `${ended}; reserve 'o' with 3 × 'a' twice at once`,
    world: () => shop(true),
    clients: [reserve, ['reserve again', reserve[1]]],
    judge: async (outcomes, world, input) => {
      allResolve(outcomes, input);
      isReserved(outcomes, input);
      stock(world, [['a', 9, 4]], outcomes, input);
      await canBeConfirmed(world, [['a', 6, 1]], input);
    },
  });
}

/** Either the repeat was first and the release freed all, or the release was, and the order is reserved again. */
async function reserveWhileReleasing(): Promise<void> {
  await race({
    story: `${held}; release 'o' and reserve 'o' with 3 × 'a' at once`,
    world: () => shop(false),
    clients: [release, reserve],
    judge: async (outcomes, world, input) => {
      allResolve(outcomes, input);
      isReserved(outcomes, input);
      const isFree = reservedOf(world, 'a') === 1;
      stock(world, [['a', 9, isFree ? 1 : 4]], outcomes, input);
      if (!isFree) await canBeConfirmed(world, [['a', 6, 1]], input);
    },
  });
}

async function fiveExpiries(): Promise<void> {
  for (const oneInstance of [false, true]) await fiveExpiriesOn(oneInstance);
}

async function fiveExpiriesOn(oneInstance: boolean): Promise<void> {
  await race(
    {
      story: `${twoDue}; expireDue 5 times at once`,
      world: threeOrders,
      oneInstance,
      clients: [...'ABCDE'].map((name) => [name, expireDue[1]]),
      judge: (outcomes, world, input) => {
        allResolve(outcomes, input);
        stock(world, thirdIsLeft, outcomes, input);
        counts(outcomes, [2], input);
      },
    },
    some,
  );
}

async function twoDueAndOneNot(): Promise<void> {
  for (const oneInstance of [false, true]) {
    await race(
      {
        story: `${twoDue}; release 'o', expireDue and expireDue again at once`,
        world: threeOrders,
        clients: [release, expireDue, ['expireDue again', expireDue[1]]],
        oneInstance,
        judge: (outcomes, world, input) => {
          allResolve(outcomes, input);
          stock(world, thirdIsLeft, outcomes, input);
          counts(outcomes, [1, 2], input);
        },
      },
      { limit: 4, samples: 20 },
    );
  }
}

const twoDue =
  "orders 'o' (2 × 'a', 1 × 'b') and 'p' (1 × 'b', 3 × 'a') have ended, 'q' (1 × 'a', 1 × 'b') has not; 9 of each were there";
const thirdIsLeft: Levels = [
  ['a', 9, 1],
  ['b', 9, 1],
];

async function threeOrders(): Promise<World> {
  const world = new World([
    ['a', 9],
    ['b', 9],
  ]);
  const on = world.open();
  await on.reserve('o', linesOf(['a', 2], ['b', 1]), 1_000);
  await on.reserve('p', linesOf(['b', 1], ['a', 3]), 1_000);
  await on.reserve('q', linesOf(['a', 1], ['b', 1]), 60 * minutes);
  await world.clock.advance(1_000);
  return world;
}

async function fiveOfBothKinds(): Promise<void> {
  await race(
    {
      story: `${held}; confirm 'o' twice and release 'o' three times at once`,
      world: () => shop(false),
      clients: [
        ...['confirm', 'confirm again'].map((name) => [name, confirm[1]] as const),
        ...['release', 'release again', 'release once more'].map((name) => [name, release[1]] as const),
      ],
      judge: soldOrFreed,
    },
    some,
  );
}

/**
 * What others do to the same sku is not lost: order `o` is confirmed, released, cleaned up or reserved again, while another
 * order takes, sells or gives back units of its own.
 */
async function besideAnotherOrder(): Promise<void> {
  const ofO: readonly (readonly [
    client: Client<unknown>,
    isDue: boolean,
    quantity: number,
    reserved: number,
  ])[] = [
    [confirm, false, -2, -2],
    [release, false, 0, -2],
    [expireDue, true, 0, -2],
    [reserve, true, 0, 1],
  ];
  const others: readonly (readonly [client: Client<unknown>, quantity: number, reserved: number])[] = [
    [["reserve of order 'p'", (on) => on.reserve('p', linesOf(['a', 4]), 10 * minutes)], 0, 4],
    [["confirm of order 'other'", (on) => on.confirm('other')], -1, -1],
    [["release of order 'other'", (on) => on.release('other')], 0, -1],
  ];
  for (const [client, isDue, quantity, reserved] of ofO) {
    for (const [other, otherQuantity, otherReserved] of others) {
      await interrupts({
        story: `${isDue ? ended : held}; ${client[0]}${client === expireDue ? '' : " 'o'"} and ${other[0]} at once`,
        world: () => shop(isDue),
        clients: [client, other],
        judge: (outcomes, world, input) => {
          allResolve(outcomes, input);
          isReserved(outcomes, input);
          stock(world, [['a', 9 + quantity + otherQuantity, 3 + reserved + otherReserved]], outcomes, input);
          if (client === expireDue) counts(outcomes, [1], input);
        },
      });
    }
  }
}

const again: Client<unknown> = [
  'release and reserve again',
  async (on) => {
    await on.release('o');
    return on.reserve('o', linesOf(['a', 5]), 10 * minutes);
  },
];

/** It sells the first reservation or the second one, whole, or comes in between. */
async function reservedAgainWhileConfirming(): Promise<void> {
  await interrupts({
    story: `${held}; confirm 'o', while 'o' is released and reserved again with 5 × 'a'`,
    world: () => shop(false),
    clients: [confirm, again],
    judge: async (outcomes, world, input) => {
      const [first, second] = [outcomes.get('confirm')!, outcomes.get(again[0])!];
      if (first.status === 'threw' && !isGoneError(first)) rejected('confirm', first, input);
      allResolve(new Map([['release and reserve', second]]), input);
      if (first.status === 'threw') {
        stock(world, [['a', 9, 6]], outcomes, input);
        return canBeConfirmed(world, [['a', 4, 1]], input);
      }
      const isFirst = quantityOf(world, 'a') === 7;
      stock(world, [['a', isFirst ? 7 : 4, 1]], outcomes, input);
    },
  });
}

async function reservedAgainWhileReleasing(): Promise<void> {
  await interrupts({
    story: `${held}; release 'o', while another instance releases 'o' and reserves it again with 5 × 'a'`,
    world: () => shop(false),
    clients: [release, again],
    judge: async (outcomes, world, input) => {
      allResolve(outcomes, input);
      const isFree = reservedOf(world, 'a') === 1;
      stock(world, [['a', 9, isFree ? 1 : 6]], outcomes, input);
      if (!isFree) await canBeConfirmed(world, [['a', 4, 1]], input);
    },
  });
}

/** What `expireDue` has seen is another reservation by now, and has ended as well. */
async function endsAgainWhileExpiring(): Promise<void> {
  await interrupts({
    story: `${ended}; expireDue, while 'o' is reserved again with 3 × 'a' for 500 ms, and 500 ms pass`,
    world: () => shop(true),
    clients: [
      expireDue,
      [
        'reserve again',
        async (on, world) => {
          const answer = await on.reserve('o', linesOf(['a', 3]), 500);
          await world.clock.advance(500);
          return answer;
        },
      ],
    ],
    judge: async (outcomes, world, input) => {
      allResolve(outcomes, input);
      isReserved(outcomes, input);
      const where = `${input}; then expireDue once more`;
      const last = await resolves(world, '`expireDue`', () => world.open().expireDue(), where);
      const all = new Map([
        ...outcomes,
        ['expireDue once more', { status: 'returned', value: last } as const],
      ]);
      stock(world, [['a', 9, 1]], all, where);
      // The first reservation is freed by `expireDue` or by `reserve`, the second one by `expireDue`.
      counts(all, [1, 2], where);
    },
  });
}

/** All who confirm hear the same, and the stock says so. */
function soldOrFreed(outcomes: Outcomes, world: World, input: string): void {
  for (const [name, outcome] of outcomes) {
    if (outcome.status === 'returned' || (name.startsWith('confirm') && isGoneError(outcome))) continue;
    rejected(name, outcome, input);
  }
  const confirms = [...outcomes].filter(([name]) => name.startsWith('confirm'));
  const isSold = confirms.some(([, { status }]) => status === 'returned');
  if (isSold && confirms.some(([, { status }]) => status === 'threw'))
    fail({
      message: 'One `confirm` sold the order, and another one was refused.',
      input,
      expected: 'the same for both',
      actual: ends(outcomes),
    });
  stock(world, isSold ? [['a', 7, 1]] : [['a', 9, 1]], outcomes, input);
}

function allResolve(outcomes: Outcomes, input: string): void {
  for (const [name, outcome] of outcomes) {
    if (outcome.status === 'threw') rejected(name, outcome, input);
  }
}

/** The name of a client begins with the name of its method. */
function rejected(name: string, outcome: Outcome<unknown>, input: string): never {
  fail({
    message: `${name.replace(/^[a-z]+/i, '`$&`').replace(/^`([A-E])`$/, '`expireDue` of client $1')} rejected.`,
    input,
    expected: 'it resolves',
    actual: endOf(outcome),
  });
}

function isReserved(outcomes: Outcomes, input: string): void {
  for (const [name, outcome] of outcomes) {
    if (!name.startsWith('reserve') || (outcome.status === 'returned' && outcome.value === 'reserved'))
      continue;
    fail({
      message: "`reserve` did not answer 'reserved', and there was enough.",
      input,
      expected: "'reserved'",
      actual: ends(outcomes),
    });
  }
}

function stock(world: World, levels: Levels, outcomes: Outcomes, input: string): void {
  world.expectStock(levels, (what) => `${what} Units are given back or sold once: ${ends(outcomes)}.`, input);
}

/** What all `expireDue` resolved to, added up. */
function counts(outcomes: Outcomes, allowed: readonly number[], input: string): void {
  const numbers = [...outcomes].filter(([name]) => !/^(release|reserve|confirm)/.test(name));
  const sum = numbers.reduce((all, [, one]) => all + Number(one.status === 'returned' ? one.value : NaN), 0);
  if (allowed.includes(sum)) return;
  fail({
    message: `The results of all \`expireDue\` add up to ${show(sum)}.`,
    input,
    expected: allowed.join(' or '),
    actual: ends(outcomes),
  });
}

async function canBeConfirmed(world: World, levels: Levels, input: string): Promise<void> {
  const where = `${input}; then confirm 'o'`;
  await resolves(
    world,
    "`reserve` had answered 'reserved', and `confirm`",
    () => world.open().confirm('o'),
    where,
  );
  world.expectStock(levels, (what) => `After the sale: ${what}`, where);
}

function reservedOf(world: World, sku: string): number {
  return (world.server.rows('stock').get(sku) as { reserved: number }).reserved;
}

function quantityOf(world: World, sku: string): number {
  return (world.server.rows('stock').get(sku) as { quantity: number }).quantity;
}

function ends(outcomes: Outcomes): string {
  return [...outcomes].map(([name, one]) => `${name} ${endOf(one)}`).join(', ');
}
