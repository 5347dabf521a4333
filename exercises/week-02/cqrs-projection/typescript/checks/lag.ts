import { equal, ok, settle, show, succeeds, watch, type Gate } from 'codealong/checkkit';
import { modelOf, type Row } from './board';
import { moves, sameRows } from './expect';
import { errorsReachTheCaller } from './faults';
import { World, type Runner } from './world';

interface View {
  lag: number;
  list: { id: string; row: Row }[];
}

export async function lagIsHeadMinusCheckpoint(): Promise<void> {
  await standing();
  await moving();
  await besideTheRows();
  await errorsReachTheCaller(
    'lag',
    () => new World(3),
    (runner) => runner.lag(),
  );
}

async function standing(): Promise<void> {
  const world = new World();
  const runner = world.runner();
  await lagIs(runner, 0, 'an empty log');
  world.log.addMany(250);
  await lagIs(runner, 250, '250 events, none of them applied');
  await moves(runner, 7, 7, { message: 'Seven events are applied.', input: 'runOnce(7)' });
  await lagIs(runner, 243, '250 events, 7 of them applied');
  await lagIs(world.runner(), 243, '250 events, 7 of them applied by another instance');
  for (const moved of [200, 43])
    await moves(runner, 200, moved, { message: 'The rest is applied.', input: 'runOnce(200)' });
  await lagIs(runner, 0, '250 events, all of them applied');
  world.log.addMany(1);
  await lagIs(runner, 1, '251 events, 250 of them applied');
}

async function lagIs(runner: Runner, expected: number, input: string): Promise<void> {
  const lag = await succeeds(() => runner.lag(), { message: 'lag rejects.', input });
  equal(lag, expected, { message: 'lag is not the position of the head minus the checkpoint.', input });
}

/** Ten events are added and applied before and after each call that lag makes. */
async function moving(): Promise<void> {
  const world = new World(10);
  const other = world.runner();
  const act = async (): Promise<void> => {
    if (world.log.all.length >= 200) return;
    world.log.addMany(10);
    watch(other.runOnce());
    await settle();
  };
  const input =
    'ten events are added, and applied by another runner, before and after each call that lag makes';
  const lag = await succeeds(() => world.runner({ before: act, after: act }).lag(), {
    message: 'lag rejects.',
    input,
  });
  ok(typeof lag === 'number' && lag >= 0, {
    message: 'lag is below 0.',
    input,
    expected: 'a number from 0',
    actual: show(lag),
  });
}

/** Another instance looks before each call of a runner: the rows are those up to the checkpoint that lag tells of. */
async function besideTheRows(): Promise<void> {
  const world = new World(12);
  const views: View[] = [];
  const gate: Gate = {
    before: async () => {
      const view = watch(look(world.runner()));
      await settle();
      if (view.value) views.push(view.value);
    },
  };
  const runner = world.runner(gate);
  const input =
    '12 events, runOnce(5) three times; another instance calls lag and list between two calls of it';
  for (const moved of [5, 5, 2]) await moves(runner, 5, moved, { message: 'runOnce goes on.', input });
  for (const { lag, list } of views)
    sameRows(list, modelOf(world.log.all.slice(0, 12 - lag)).rows, {
      message: `lag is ${lag}, so the checkpoint is ${12 - lag}, and the rows are not those of the events up to there.`,
      input,
    });
}

async function look(runner: Runner): Promise<View> {
  return { lag: await runner.lag(), list: await runner.list() };
}
