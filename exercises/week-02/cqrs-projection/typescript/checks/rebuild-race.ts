import {
  describeError,
  everyInterleaving,
  fail,
  ok,
  settle,
  watch,
  type Schedule,
  type Watched,
} from 'codealong/checkkit';
import { modelOf, type Row } from './board';
import { drain, listOf, reachedBy, sameRows } from './expect';
import { World } from './world';

/** A rebuild, a runner with new events, and a reader, in many orders. Nobody rejects, and no reader sees the model go back. */
export async function rebuildBesideARunner(): Promise<void> {
  await everyInterleaving(raceOnce, { limit: 3, samples: 12 });
}

/** Ten events are added, and applied to the old model, before each call of a rebuild, until there are 260. */
export async function rebuildOfABusyModel(): Promise<void> {
  const world = new World(110);
  const [runner, reader] = [world.runner(), world.runner()];
  const views: Watched<{ id: string; row: Row }[]>[] = [];
  await drain(runner, undefined, 'runOnce');
  let calls = 0;
  const act = async (): Promise<void> => {
    if (world.log.all.length < 260) {
      world.log.addMany(10);
      watch(runner.runOnce());
    } else if (++calls % 15 > 0) return;
    await settle();
    if (views.at(-1)?.state !== 'pending') views.push(watch(reader.list()));
    await settle();
  };
  const input =
    '110 events, all applied; rebuild, and before each call of it ten events are added and another runner calls runOnce(), up to 260 events';
  const end = watch(world.runner({ before: act }).rebuild());
  for (let turns = 0; end.state === 'pending' && turns < 9_000; turns++) await settle();
  if (end.state === 'pending') fail({ message: 'The rebuild never ends.', input });
  nobodyRejects({ rebuild: end }, input);
  const lists = views.flatMap(({ value }) => (value ? [value] : []));
  neverGoesBack([...lists, await listOf(world.runner(), input)], world, 110, input);
}

async function raceOnce(schedule: Schedule): Promise<void> {
  const world = new World(3);
  await drain(world.runner(), 2, 'runOnce');
  const [builder, runner, reader] = ['B', 'R', 'L'].map((name) => world.runner(schedule.gate(name)));
  const lists: { id: string; row: Row }[][] = [];
  const ends = await schedule.race({
    B: async () => builder?.rebuild(),
    R: async () => {
      for (let n = 0; n < 3; n++) {
        world.log.addMany(1);
        await runner?.runOnce();
      }
    },
    L: async () => {
      for (let n = 0; n < 4; n++) lists.push((await reader?.list()) ?? []);
    },
  });
  const input = `3 events, all applied; B rebuilds, R adds an event and calls runOnce, three times, L lists four times; order of the calls to the database and the log: ${schedule.order}`;
  nobodyRejects({ rebuild: ends.B, runOnce: ends.R, list: ends.L }, input);
  lists.push(await listOf(world.runner(), input));
  neverGoesBack(lists, world, 3, input);
  await drain(world.runner(), undefined, `${input}; then one runner alone`);
  sameRows(await listOf(world.runner(), input), modelOf(world.log.all).rows, {
    message: 'After the rebuild one runner alone does not get to the right rows.',
    input,
  });
}

function nobodyRejects(ends: Record<string, Watched<unknown> | undefined>, input: string): void {
  for (const [name, end] of Object.entries(ends))
    ok(end?.state === 'fulfilled', {
      message: `${name} rejects, and nothing was wrong but that others were at work.`,
      input,
      expected: `${name} resolves`,
      actual: `it rejects with ${describeError(end?.error)}`,
    });
}

function neverGoesBack(
  lists: readonly { id: string; row: Row }[][],
  world: World,
  from: number,
  input: string,
): void {
  let before = from;
  for (const list of lists) {
    const told = { message: 'Readers see a model that is half rebuilt.', input };
    const reached = reachedBy(list, world.log.all, told);
    if (reached < before)
      fail({
        message: `The model went back: ${before} orders, then ${reached}.`,
        input,
        expected: `rows of at least ${before} orders`,
        actual: `rows of ${reached} orders`,
      });
    before = reached;
  }
}
