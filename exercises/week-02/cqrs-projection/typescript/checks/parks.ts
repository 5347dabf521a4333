import { show } from 'codealong/checkkit';
import { boardOf, modelOf, type Order, type Poison } from './board';
import { drain, listOf, sameRows } from './expect';
import { everyDeath, errorsReachTheCaller } from './faults';
import { sameParked } from './parked';
import { World } from './world';

export async function parksTheStream(): Promise<void> {
  await onePoison('apply', 11, undefined);
  await onePoison('apply', 1, 5);
  await onePoison('apply', 20, 1);
  await onePoison('rowId', 11, 5);
  await onePoison('rowId', 1, 1);
  await onePoison('rowId', 20, undefined);
  for (const poison of ['text', 'null', 'code'] as const)
    await everythingIsRight(
      worldOf(5, 2, poison),
      5,
      `5 events of 3 streams, ${thrown[poison]} at position 2; runOnce(5) until it resolves to 0`,
    );
  await manyStreams();
  await everyDeath(async (process) => {
    const world = worldOf(5, 2, 'apply');
    await process.run(() => world.runner(process).runOnce(3));
    await everythingIsRight(
      world,
      4,
      `5 events, position 2 is poison; runOnce(3), ${process.story}; then a restart`,
    );
  });
  await errorsReachTheCaller(
    'parked',
    () => applied(worldOf(8, 2, 'apply')),
    (runner) => runner.parked(),
  );
}

/** Positions that are of no interest, each later than one poison and in its stream. */
const others = [19, 29];

/** Events of three streams when there are few, of nine when there are many; one of them is poison. */
function worldOf(count: number, at: number, poison: Poison): World {
  const world = new World();
  addTo(world, count, count < 9 ? 3 : 9, { at, poison });
  return world;
}

function addTo(world: World, count: number, streams: number, bad?: { at: number; poison: Poison }): void {
  for (let n = 0; n < count; n++) {
    const before = world.log.all.length;
    const shop = others.includes(before + 1) ? null : `shop-${(before % 7) + 1}`;
    const order: Order = bad?.at === before + 1 ? { shop, poison: bad.poison } : { shop };
    world.log.add(order, `order-${(before % streams) + 1}`);
  }
}

async function applied(world: World): Promise<World> {
  await world.runner().runOnce();
  return world;
}

const thrown: Record<Poison, string> = {
  apply: 'apply throws',
  rowId: 'rowId throws',
  text: 'apply throws a text',
  null: 'apply throws null',
  code: "apply throws an error with the code '40001'",
};

async function onePoison(poison: Poison, at: number, limit: number | undefined): Promise<void> {
  const world = worldOf(20, at, poison);
  world.log.repeats = limit === 5;
  const what = thrown[poison];
  const input = `20 events of 9 streams and 7 shops, ${what} at position ${at}; runOnce(${limit ?? ''}) until it resolves to 0`;
  await everythingIsRight(world, limit, input);
  addTo(world, 18, 9);
  await everythingIsRight(world, limit, `${input}; then 18 events more, through another instance`);
}

async function everythingIsRight(world: World, limit: number | undefined, input: string): Promise<void> {
  await drain(world.runner(), limit, input);
  const { rows, parked } = modelOf(world.log.all);
  await sameParked(world.runner(), parked, input);
  sameRows(await listOf(world.runner(), input), rows, {
    message: 'The rows are not those of all events but the parked ones.',
    input,
  });
}

const streams = [
  ' a',
  'a',
  'A',
  '__proto__',
  'constructor',
  'a:b',
  'a/b',
  '["a"]',
  '%25',
  '+',
  'order-1',
  'order-10',
  '1',
  '10',
  '1,0',
];

/** All streams but the one in the middle are stopped, each by its first event, and all change the same row. */
async function manyStreams(): Promise<void> {
  const world = new World();
  for (let round = 0; round < 2; round++)
    for (const [at, stream] of streams.entries())
      world.log.add(
        round === 0 && at !== 7 ? { shop: 'shop-1', poison: 'apply' } : { shop: 'shop-1' },
        stream,
      );
  world.log.add({ shop: 'shop-1', poison: 'rowId' }, 'a');
  const input = `two events in each of the streams ${streams.map(show).join(' ')}, all about 'shop-1'; apply throws at the first of each stream but '["a"]'; then rowId throws at one more of 'a'; runOnce(7) until it resolves to 0`;
  await everythingIsRight(world, 7, input);
  const repaired = world.runner({}, boardOf({ name: 'board:1', repaired: true }));
  await drain(repaired, 7, input);
  await sameParked(
    repaired,
    [],
    `${input}; then the same with a projection of another name, which chokes on nothing`,
  );
}
