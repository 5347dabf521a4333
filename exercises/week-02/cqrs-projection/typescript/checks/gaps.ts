import { ok } from 'codealong/checkkit';
import { modelOf } from './board';
import { drain, listOf, sameRows } from './expect';
import { World } from './world';

const limits = [undefined, 1, 5, 6];

export async function waitsAtAGap(): Promise<void> {
  for (const hole of [1, 7, 20]) for (const limit of limits) await oneHole(hole, limit);
  for (const limit of limits) await threeHoles(limit);
}

/** Events of which every fourth is of no interest. */
function worldOf(count: number, missing: readonly number[]): World {
  const world = new World();
  for (let n = 1; n <= count; n++) world.log.add({ shop: n % 4 === 0 ? null : `shop-${n % 3}` });
  missing.forEach((position) => world.log.missing.add(position));
  return world;
}

async function oneHole(hole: number, limit: number | undefined): Promise<void> {
  const world = worldOf(21, [hole]);
  const input = `21 events, position ${hole} is still being written; runOnce(${limit ?? ''}) until it resolves to 0`;
  for (let round = 0; round < 3; round++)
    await goesTo(world, limit, round === 0 ? 0 : hole - 1, hole - 1, input);
  world.log.missing.clear();
  await goesTo(world, limit, hole - 1, 21, `${input}; then position ${hole} is there, and runOnce again`);
}

async function threeHoles(limit: number | undefined): Promise<void> {
  const world = worldOf(12, [3, 4, 9]);
  const input = `12 events, positions 3, 4 and 9 are still being written; runOnce(${limit ?? ''}) until it resolves to 0`;
  await goesTo(world, limit, 0, 2, input);
  world.log.missing.delete(4);
  await goesTo(world, limit, 2, 2, `${input}; then 4 is there`);
  world.log.missing.delete(3);
  await goesTo(world, limit, 2, 8, `${input}; then 4 and 3 are there`);
  world.log.missing.delete(9);
  await goesTo(world, limit, 8, 12, `${input}; then all are there`);
}

/** An instance of its own moves the checkpoint from one position to another. */
async function goesTo(
  world: World,
  limit: number | undefined,
  from: number,
  to: number,
  input: string,
): Promise<void> {
  const sum = await drain(world.runner(), limit, input);
  const gap = to + 1;
  ok(sum === to - from, {
    message:
      sum > to - from
        ? `Position ${gap} was missing, and the checkpoint went past it.`
        : `The events up to position ${to} are readable, and the checkpoint did not get there.`,
    input,
    expected: `the results of runOnce add up to ${to - from}: the checkpoint moves from ${from} to ${to}`,
    actual: `they add up to ${sum}`,
  });
  sameRows(await listOf(world.runner(), input), modelOf(world.log.all.slice(0, to)).rows, {
    message: `The checkpoint is ${to}, and the rows are not those of the events up to there.`,
    input,
  });
}
