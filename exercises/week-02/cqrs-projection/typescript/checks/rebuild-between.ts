import { fail, ok, settle, show, succeeds, watch, type Gate, type Watched } from 'codealong/checkkit';
import { boardOf, modelOf } from './board';
import { drain, listOf, sameRows } from './expect';
import { World, type Runner } from './world';

const repaired = { code: 'v2', prefix: 'new-', repaired: true };

/** A whole rebuild, or a whole `runOnce`, takes place in front of each call of another method. */
export async function wholeInBetween(): Promise<void> {
  await inFrontOfEachCall('runOnce', rebuildWithinRunOnce);
  for (const method of ['list', 'get', 'parked'] as const)
    await inFrontOfEachCall(method, (world, input, between) =>
      rebuildWithinRead(world, method, input, between),
    );
  await inFrontOfEachCall('rebuild', runOnceWithinRebuild);
}

type Within = (world: World, input: string, between: (act: () => Promise<unknown>) => Gate) => Promise<void>;

/** Tries it in front of the first call, then of the second, until there is no such call. */
async function inFrontOfEachCall(method: string, within: Within): Promise<void> {
  for (let at = 1, isReached = true; isReached && at <= 60; at++) {
    isReached = false;
    const world = new World();
    world.log.add({ shop: 'shop-1', poison: 'apply' }, 'order-1');
    world.log.addMany(2);
    await drain(world.runner(), undefined, 'runOnce');
    let calls = 0;
    const between = (act: () => Promise<unknown>): Gate => ({
      before: async () => {
        if (++calls !== at) return;
        isReached = true;
        await act();
      },
    });
    await within(
      world,
      `3 events, all dealt with, position 1 is parked; ${method}, and in front of call ${at} of it`,
      between,
    );
  }
}

/** Lets it run until it ends, or waits for somebody. */
async function begun<T>(promise: Promise<T>): Promise<Watched<T>> {
  const begun = watch(promise);
  await settle();
  if (begun.state === 'rejected') throw begun.error;
  return begun;
}

async function checkpointOf(world: World): Promise<number> {
  return world.log.all.length - ((await begun(world.runner().lag())).value ?? Number.NaN);
}

async function rebuildWithinRunOnce(
  world: World,
  where: string,
  between: Parameters<Within>[2],
): Promise<void> {
  const input = `${where} a rebuild with repaired code; two events are added before it, and two after it`;
  world.log.addMany(2);
  let rebuild: Watched<void> | undefined;
  let isWhole = false;
  let other = 0;
  const gate = between(async () => {
    const before = await checkpointOf(world);
    rebuild = await begun(world.runner({}, boardOf(repaired)).rebuild());
    isWhole = rebuild.state === 'fulfilled';
    other = (await checkpointOf(world)) - before;
    world.log.addMany(2);
  });
  const moved = await succeeds(() => world.runner(gate, boardOf(repaired)).runOnce(), {
    message: 'runOnce rejects, and nothing was wrong but that others were at work.',
    input,
  });
  if (!rebuild) return;
  await settle();
  const expected = (await checkpointOf(world)) - 3 - other;
  ok(!isWhole || moved === expected, {
    message:
      'The swap came into the middle of runOnce, and its result is not by how much it moved the checkpoint.',
    input,
    expected: `runOnce resolves to ${expected}`,
    actual: `it resolves to ${show(moved)}`,
  });
  await drain(world.runner({}, boardOf(repaired)), undefined, input);
  await isNew(world, input);
}

async function rebuildWithinRead(
  world: World,
  method: 'list' | 'get' | 'parked',
  where: string,
  between: Parameters<Within>[2],
): Promise<void> {
  const input = `${where} a rebuild with repaired code`;
  const read = async (runner: Runner): Promise<unknown> => {
    if (method === 'list') return runner.list();
    if (method === 'get') return runner.get('shop-2');
    return (await runner.parked()).map(({ position }) => position);
  };
  const old = await read(world.runner());
  const gate = between(() => begun(world.runner({}, boardOf(repaired)).rebuild()));
  const seen = await succeeds(() => read(world.runner(gate)), {
    message: `${method} rejects, and nothing was wrong but that others were at work.`,
    input,
  });
  await settle();
  const young = await read(world.runner());
  if (show(seen) === show(old) || show(seen) === show(young)) return;
  fail({
    message: 'The swap came into the middle of a read, and it shows neither the old model nor the new one.',
    input,
    expected: `${show(old)} or ${show(young)}`,
    actual: show(seen),
  });
}

async function runOnceWithinRebuild(
  world: World,
  where: string,
  between: Parameters<Within>[2],
): Promise<void> {
  const input = `${where} an event is added, and another runner calls runOnce()`;
  const gate = between(() => {
    world.log.addMany(1);
    return begun(world.runner().runOnce());
  });
  await succeeds(() => world.runner(gate, boardOf(repaired)).rebuild(), {
    message: 'rebuild rejects, and nothing was wrong but that others were at work.',
    input,
  });
  await settle();
  // The runner is of the old code, and names the row of its own event as it likes, also after the swap.
  const ids = (await listOf(world.runner(), input)).map(({ id }) => id);
  const expected = ['new-shop-2', 'new-shop-3'];
  ok(expected.every((id) => ids.includes(id)) && !ids.includes('shop-2'), {
    message: 'The rebuild resolves, and readers do not see the new model.',
    input,
    expected: `rows ${show(expected)}, and no row 'shop-2'`,
    actual: `rows ${show(ids)}`,
  });
}

async function isNew(world: World, input: string): Promise<void> {
  sameRows(await listOf(world.runner(), input), modelOf(world.log.all, boardOf(repaired)).rows, {
    message: 'After the rebuild one runner alone does not get to the right rows.',
    input,
  });
}
