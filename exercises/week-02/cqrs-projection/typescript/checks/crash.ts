import { everyFault, outcomeOf, type Gate } from 'codealong/checkkit';
import { modelOf } from './board';
import { drain, listOf, moves, reachedBy, sameRows } from './expect';
import { broken, everyDeath, errorsReachTheCaller, mustBeThatError } from './faults';
import { World } from './world';

const count = 4;
const setting = `${count} events, runOnce(3) again and again`;

/** The first page makes three rows, the second one changes one of them. */
function worldOf(): World {
  const world = new World();
  for (let n = 0; n < count; n++) world.log.add({ shop: `shop-${(n % 3) + 1}` });
  return world;
}

export async function rowAndCheckpointTogether(): Promise<void> {
  await everyDeath(async (process) => {
    const world = worldOf();
    const runner = world.runner(process);
    await process.run(async () => {
      while ((await runner.runOnce(3)) > 0);
    });
    await restarted(world, `${setting}; ${process.story}`);
  });
  await everyFault('glitch', (process) => oneError(process), { errorOf: () => broken });
  await logFails();
  const applied = async (): Promise<World> => {
    const world = new World(3);
    await world.runner().runOnce();
    return world;
  };
  await errorsReachTheCaller('get', applied, (runner) => runner.get('shop-1'));
  await errorsReachTheCaller('list', applied, (runner) => runner.list());
}

/** Readers see what the first events make, and another instance loses nothing and counts nothing twice. */
async function restarted(world: World, input: string): Promise<void> {
  const message = 'Readers see rows that no number of events makes.';
  reachedBy(await listOf(world.runner(), input), world.log.all, { message, input });
  await drain(world.runner(), 3, `${input}; then a restart`);
  allCounted(
    await listOf(world.runner(), input),
    world,
    `${input}; then a restart, and runOnce(3) until it resolves to 0`,
  );
}

function allCounted(list: Awaited<ReturnType<typeof listOf>>, world: World, input: string): void {
  const counted = list.flatMap(({ row }) => row.counted);
  const twice = counted.find((one, at) => counted.indexOf(one) < at);
  const lost = world.log.all.find(({ position }) => !counted.includes(position))?.position;
  const told = twice
    ? `Position ${twice} was counted twice.`
    : lost
      ? `Position ${lost} was lost.`
      : 'The rows are wrong.';
  sameRows(list, modelOf(world.log.all).rows, { message: told, input });
}

/** One call fails, and the same instance goes on. */
async function oneError(process: Parameters<Parameters<typeof everyFault>[1]>[0]): Promise<void> {
  const world = worldOf();
  const runner = world.runner(process);
  for (let calls = 0, wasStruck = false; calls < 60; calls++) {
    const outcome = await outcomeOf(() => runner.runOnce(3));
    if (process.struck && !wasStruck) {
      wasStruck = true;
      const input = `${setting}; ${process.story}`;
      mustBeThatError('runOnce', outcome, input);
      reachedBy(await listOf(world.runner(), input), world.log.all, {
        message: 'Readers see rows that no number of events makes.',
        input,
      });
    } else if (outcome.status === 'threw') throw outcome.error;
    else if (outcome.value === 0) break;
  }
  allCounted(
    await listOf(world.runner(), setting),
    world,
    `${setting}; ${process.story}; the same instance goes on`,
  );
}

async function logFails(): Promise<void> {
  const world = worldOf();
  let times = 3;
  const gate: Gate = {
    before: ({ name }) => {
      if (name === 'readAll' && times-- > 0) throw broken;
    },
  };
  const runner = world.runner(gate);
  const input = `${count} events; readAll rejects three times, then all is well`;
  for (let n = 0; n < 3; n++) mustBeThatError('runOnce', await outcomeOf(() => runner.runOnce(3)), input);
  await moves(runner, 3, 3, { message: 'The log answers again, and runOnce does not go on.', input });
  await drain(runner, 3, input);
  allCounted(await listOf(world.runner(), input), world, input);
}
