import { everyFault, fail, show } from 'codealong/checkkit';
import type { Inventory } from '../reference/internal/inventory/reservation';
import { isGone, reserves, resolves } from './calls';
import { failures, refusing, type Refusing } from './refusing';
import { endOf, errorOf, linesOf, minutes, World, type Levels } from './world';

interface Call {
  /** The method. */
  readonly name: string;
  /** What is special about it. */
  readonly of?: string;
  readonly call: (on: Inventory) => Promise<unknown>;
  /** What it resolves to when nothing goes wrong. */
  readonly answer?: unknown;
  /** The stock when it has been done once. */
  readonly levels: Levels;
  /** What order `o` is before it. */
  readonly order: 'none' | 'held' | 'ended' | 'sold';
  /** It has nothing to do, and leaves the stock as it is whatever fails. */
  readonly isRepeat?: boolean;
}

const reserve = (on: Inventory): Promise<unknown> =>
  on.reserve('o', linesOf(['a', 2], ['b', 1]), 10 * minutes);

/** Order `other` holds 3 × `a` and 1 × `b` all the time. */
const freed: Levels = [
  ['a', 9, 3],
  ['b', 9, 1],
];
const kept: Levels = [
  ['a', 9, 5],
  ['b', 9, 2],
];
const sold: Levels = [
  ['a', 7, 3],
  ['b', 8, 1],
];

const ended = ' of an order that had ended';
const calls: Call[] = [
  { name: 'reserve', call: reserve, answer: 'reserved', levels: kept, order: 'none' },
  { name: 'reserve', of: ended, call: reserve, answer: 'reserved', levels: kept, order: 'ended' },
  { name: 'confirm', call: (on) => on.confirm('o'), levels: sold, order: 'held' },
  { name: 'release', call: (on) => on.release('o'), levels: freed, order: 'held' },
  { name: 'expireDue', call: (on) => on.expireDue(), answer: 1, levels: freed, order: 'ended' },
  {
    name: 'reserve',
    of: ' of an order that is reserved',
    call: reserve,
    answer: 'reserved',
    levels: kept,
    order: 'held',
    isRepeat: true,
  },
  {
    name: 'reserve',
    of: ' of an order that is sold',
    call: reserve,
    answer: 'reserved',
    levels: sold,
    order: 'sold',
    isRepeat: true,
  },
  {
    name: 'confirm',
    of: ' of an order that is sold',
    call: (on) => on.confirm('o'),
    levels: sold,
    order: 'sold',
    isRepeat: true,
  },
];

export async function survivesTheDatabase(): Promise<void> {
  for (const one of calls) {
    if (!one.isRepeat) {
      for (const database of refusing()) await goesThrough(one, database);
      for (const error of failures()) await saysThatItFailed(one, error);
    }
    for (const trouble of ['glitch', 'outage'] as const) await repeats(one, trouble);
  }
}

const inWords = ({ name, of = '' }: Call): string => `\`${name}\`${of}`;

async function goesThrough(one: Call, { gate, story }: Refusing): Promise<void> {
  const world = await begin(one);
  const input = `${inWords(one)}; the database refuses 19 times: ${story}`;
  const value = await resolves(world, inWords(one), () => one.call(world.open(gate)), input);
  if (one.answer !== undefined && value !== one.answer)
    fail({
      message: `${inWords(one)} resolved to ${show(value)}.`,
      input,
      expected: show(one.answer),
      actual: show(value),
    });
  world.expectStock(one.levels, (what) => `After ${inWords(one)}: ${what}`, input);
}

/** Reading works, writing does not: the call can't do its work, and its caller has to know. */
async function saysThatItFailed(one: Call, error: Error): Promise<void> {
  const world = await begin(one);
  let isBroken = true;
  const on = world.open({
    before: ({ name }) => {
      if (isBroken && ['insert', 'update', 'delete'].includes(name)) throw error;
    },
  });
  const input = `${inWords(one)}; the database fails at each insert, update and delete with ${errorOf(error)}`;
  const outcome = await world.end(() => one.call(on), input);
  if (outcome.status !== 'threw' || outcome.error !== error)
    fail({
      message: `${inWords(one)} could write nothing, and its caller was told something else.`,
      input,
      expected: `rejected with that error itself, ${errorOf(error)}`,
      actual: endOf(outcome),
    });
  isBroken = false;
  const healthy = `${input}; then it is healthy: the same again, on the same instance`;
  await resolves(world, `${inWords(one)}, repeated,`, () => one.call(on), healthy);
  world.expectStock(one.levels, (what) => `After ${inWords(one)}, repeated: ${what}`, healthy);
}

/** It fails at some point, and is made again: after a glitch on the same instance, after an outage on a new one. */
async function repeats(one: Call, trouble: 'glitch' | 'outage'): Promise<void> {
  await everyFault(
    trouble,
    async (process) => {
      const world = await begin(one);
      const on = world.open(process);
      await process.run(() => one.call(on), world.clock);
      const failed = `${inWords(one)}; ${process.story}`;
      world.expectLimits(failed);
      if (one.isRepeat)
        world.expectStock(one.levels, (what) => `${inWords(one)} failed, and ${what}`, failed);
      const isSame = trouble === 'glitch' && process.struck;
      const input = `${failed}; then the same again, on ${isSame ? 'the same' : 'a new'} instance`;
      await resolves(world, `${inWords(one)}, repeated,`, () => one.call(isSame ? on : world.open()), input);
      world.expectStock(one.levels, (what) => `After ${inWords(one)}, repeated: ${what}`, input);
      await stillTrue(world, one, input);
    },
    { limit: 60 },
  );
}

/** What the order is now, it is for everybody. */
async function stillTrue(world: World, one: Call, input: string): Promise<void> {
  if (one.levels === freed) return isGone(world, world.open(), 'o', `${input}; then confirm 'o'`);
  const where = `${input}; then confirm 'o'`;
  await resolves(world, `\`confirm\` after ${inWords(one)}`, () => world.open().confirm('o'), where);
  world.expectStock(sold, (what) => `After the sale: ${what}`, where);
}

async function begin({ order }: Call): Promise<World> {
  const world = new World([
    ['a', 9],
    ['b', 9],
  ]);
  const shop = world.open();
  await reserves(world, shop, { id: 'other', lines: linesOf(['a', 3], ['b', 1]) }, 'reserved');
  if (order === 'none') return world;
  await reserves(
    world,
    shop,
    { id: 'o', lines: linesOf(['a', 2], ['b', 1]), ttlMs: 2 * minutes },
    'reserved',
  );
  if (order === 'ended') await world.clock.advance(2 * minutes);
  if (order === 'sold') await shop.confirm('o');
  return world;
}
