import { describeError, everyFault, fail, type Gate } from 'codealong/checkkit';
import type { Inventory } from '../reference/internal/inventory/reservation';
import { isGone, reserves, resolves } from './calls';
import { refusing } from './refusing';
import { endOf, linesOf, minutes, World, type Levels } from './world';

interface Call {
  readonly name: string;
  readonly call: (on: Inventory) => Promise<unknown>;
  /** The stock when it has been done once. */
  readonly levels: Levels;
  /** Whether order `o` is held before it, and has ended. */
  readonly order: 'none' | 'held' | 'ended';
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

const calls: Call[] = [
  { name: 'reserve', call: reserve, levels: kept, order: 'none' },
  { name: 'reserve of an order that had ended', call: reserve, levels: kept, order: 'ended' },
  { name: 'confirm', call: (on) => on.confirm('o'), levels: sold, order: 'held' },
  { name: 'release', call: (on) => on.release('o'), levels: freed, order: 'held' },
  { name: 'expireDue', call: (on) => on.expireDue(), levels: freed, order: 'ended' },
];

export async function survivesTheDatabase(): Promise<void> {
  for (const one of calls) {
    if (one.name !== 'reserve')
      for (const { gate, story } of refusing()) await goesThrough(one, gate(), story);
    await saysThatItFailed(one);
    for (const trouble of ['glitch', 'outage'] as const) await repeats(one, trouble);
  }
}

async function goesThrough(one: Call, gate: Gate, story: string): Promise<void> {
  const world = await begin(one);
  const input = `${one.name}; the database refuses 19 times: ${story}`;
  await resolves(world, `\`${one.name}\``, () => one.call(world.open(gate)), input);
  world.expectStock(one.levels, (what) => `After \`${one.name}\`: ${what}`, input);
}

/** Reading works, writing does not: the call can't do its work, and its caller has to know. */
async function saysThatItFailed(one: Call): Promise<void> {
  const error = new Error('disk full');
  const world = await begin(one);
  const on = world.open({
    before: ({ name }) => {
      if (['insert', 'update', 'delete'].includes(name)) throw error;
    },
  });
  const input = `${one.name}; the database fails at each insert, update and delete with ${describeError(error)}`;
  const outcome = await world.end(() => one.call(on), input);
  if (outcome.status !== 'threw' || outcome.error !== error)
    fail({
      message: `\`${one.name}\` could write nothing, and its caller was told something else.`,
      input,
      expected: `rejected with that error itself, ${describeError(error)}`,
      actual: endOf(outcome),
    });
}

/** It fails at some point, and is made again on another instance. */
async function repeats(one: Call, trouble: 'glitch' | 'outage'): Promise<void> {
  await everyFault(
    trouble,
    async (process) => {
      const world = await begin(one);
      await process.run(() => one.call(world.open(process)), world.clock);
      const input = `${one.name}; ${process.story}; then ${one.name} again, on a new instance`;
      world.expectLimits(input);
      await resolves(world, `\`${one.name}\`, repeated,`, () => one.call(world.open()), input);
      world.expectStock(one.levels, (what) => `After \`${one.name}\`, repeated: ${what}`, input);
      await stillTrue(world, one, input);
    },
    { limit: 60 },
  );
}

/** What the order is now, it is for everybody. */
async function stillTrue(world: World, { name, levels }: Call, input: string): Promise<void> {
  if (levels === freed) return isGone(world, world.open(), 'o', `${input}; then confirm 'o'`);
  const where = `${input}; then confirm 'o'`;
  await resolves(world, `\`confirm\` after \`${name}\``, () => world.open().confirm('o'), where);
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
  return world;
}
