import { succeeds, equal } from 'codealong/checkkit';
import { boardOf, modelOf, type Code } from './board';
import { drain, listOf, moves, sameRows } from './expect';
import { errorsReachTheCaller } from './faults';
import { sameParked } from './parked';
import { World } from './world';

/** More events than anybody reads at once. */
export const many = 112;

export async function rebuilds(): Promise<void> {
  await threeRounds();
  for (const before of [0, 40]) await behind(before);
  await emptyLog();
  await otherCode();
  await atAGap();
  await beside();
  await errorsReachTheCaller(
    'rebuild',
    () => new World(3),
    (runner) => runner.rebuild(),
  );
}

export async function rebuild(world: World, input: string, code: Code = {}): Promise<void> {
  await succeeds(() => world.runner({}, boardOf(code)).rebuild(), { message: 'rebuild rejects.', input });
}

/** Fails unless readers see what the events up to a position make with this code. */
export async function shows(
  world: World,
  upTo: number,
  message: string,
  input: string,
  code: Code = {},
): Promise<void> {
  const runner = world.runner({}, boardOf({ name: code.name }));
  const model = modelOf(world.log.all.slice(0, upTo), boardOf(code));
  sameRows(await listOf(runner, input), model.rows, { message, input });
  for (const id of model.rows.keys())
    equal(await runner.get(id), model.rows.get(id), {
      message: `get and list show different models.`,
      input,
    });
}

async function threeRounds(): Promise<void> {
  const world = new World(20);
  await drain(world.runner(), undefined, 'runOnce');
  const live = world.runner();
  for (let round = 1; round <= 3; round++) {
    const all = world.log.all.length;
    const input = `${all} events, all of them applied; rebuild number ${round}`;
    await rebuild(world, input);
    await shows(world, all, 'The rebuilt rows are not those of all events.', input);
    world.log.addMany(12);
    const after = `${input}, then 12 events more and runOnce()`;
    await moves(live, undefined, 12, {
      message: 'After the rebuild runOnce does not go on where the new model is.',
      input: after,
    });
    await shows(world, all + 12, 'After the rebuild the model does not go on.', after);
  }
}

async function behind(before: number): Promise<void> {
  const world = new World(many);
  const input = `${many} events, ${before} of them applied; rebuild`;
  if (before > 0) await moves(world.runner(), before, before, { message: 'Events are applied.', input });
  await rebuild(world, input);
  await shows(world, many, 'The rebuilt rows are not those of all events.', input);
  equal(await world.runner().lag(), 0, {
    message: 'After a rebuild lag is still that of the old model.',
    input,
  });
  await moves(world.runner(), undefined, 0, {
    message: 'The new model has all events, and runOnce applies some again.',
    input,
  });
}

async function emptyLog(): Promise<void> {
  const world = new World();
  await rebuild(world, 'an empty log; rebuild');
  await shows(world, 0, 'An empty log makes no rows.', 'an empty log; rebuild');
}

/** New code makes other rows, and reads what the old code choked on. */
async function otherCode(): Promise<void> {
  const world = new World(5);
  world.log.add({ shop: 'shop-1', poison: 'apply' }, 'order-1');
  world.log.addMany(20);
  const input =
    '26 events, applied by code that chokes on position 6; rebuild with code that does not, and names rows otherwise';
  await drain(world.runner(), undefined, input);
  const repaired = { code: 'v2', prefix: 'new-', repaired: true };
  await rebuild(world, input, repaired);
  await shows(world, 26, 'Readers see rows that the new code does not make.', input, repaired);
  equal(await world.runner().get('shop-1'), null, { message: 'get finds a row of the old model.', input });
  await sameParked(world.runner(), [], input);
  await goesOn(world, input, repaired);
  const back = `${input}; then a rebuild with the old code`;
  await rebuild(world, back);
  await shows(world, 27, 'The rebuilt rows are not those of all events but the parked ones.', back);
  await goesOn(world, back);
}

/** One event more of the stream that the old code stopped. */
async function goesOn(world: World, input: string, code: Code = {}): Promise<void> {
  const after = `${input}, then an event more of the stream of position 6, and runOnce()`;
  world.log.add({ shop: 'shop-1' }, 'order-1');
  await moves(world.runner({}, boardOf(code)), undefined, 1, {
    message: 'After the rebuild runOnce goes on.',
    input: after,
  });
  await shows(
    world,
    world.log.all.length,
    'After the rebuild the stopped streams are not those of the new model.',
    after,
    code,
  );
  await sameParked(world.runner(), modelOf(world.log.all, boardOf(code)).parked, after);
}

async function atAGap(): Promise<void> {
  const world = new World(12);
  world.log.missing.add(7);
  const input = '12 events, position 7 is still being written; rebuild';
  await rebuild(world, input);
  await shows(world, 6, 'The rebuild must stop in front of a gap.', input);
  world.log.missing.clear();
  await moves(world.runner(), undefined, 6, {
    message: 'The gap is filled, and runOnce does not go on.',
    input,
  });
  await shows(world, 12, 'The gap is filled, and the model does not go on.', input);
}

/** Another projection notices nothing. */
async function beside(): Promise<void> {
  const world = new World(12);
  const names = ['board', 'board:0', 'board:1', 'board:2'];
  const input = `projections named ${names.join(' ')} over one database; board is rebuilt twice`;
  for (const name of names) await drain(world.runner({}, boardOf({ name, code: name })), undefined, input);
  for (let round = 0; round < 2; round++) await rebuild(world, input, { code: 'board' });
  for (const name of names)
    await shows(world, 12, 'A rebuild of one projection changes another one.', input, { name, code: name });
}
