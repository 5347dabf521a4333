import { ok } from 'codealong/checkkit';
import { modelOf } from './board';
import { drain, listOf, moves, sameRows } from './expect';
import { World } from './world';

export async function countsEachEventOnce(): Promise<void> {
  await twoPositionsOfOneId();
  for (const limit of [undefined, 1, 2, 7]) await delivered(limit);
}

/** Every event comes twice in a row, and the last two of the page before come again. */
async function delivered(limit: number | undefined): Promise<void> {
  const world = new World();
  world.log.repeats = true;
  for (const [runner, count] of [
    [world.runner(), 26],
    [world.runner(), 13],
  ] as const) {
    const before = world.log.all.length;
    world.log.addMany(count);
    const input = `${count} events after position ${before}, each delivered twice in a row, the two before them again; runOnce(${limit ?? ''}) until it resolves to 0`;
    const sum = await drain(runner, limit, input);
    const list = await listOf(runner, input);
    const twice = list.flatMap(({ row }) => row.counted).find((one, at, all) => all.indexOf(one) < at);
    sameRows(list, modelOf(world.log.all).rows, {
      message: twice
        ? `The event at position ${twice} came twice and was counted twice.`
        : 'Events came twice, and the rows are not what they make once.',
      input,
    });
    ok(sum === count, {
      message: 'The results of runOnce do not add up to the positions by which the checkpoint moved.',
      input,
      expected: `${count} in all`,
      actual: `${sum} in all`,
    });
  }
}

async function twoPositionsOfOneId(): Promise<void> {
  const world = new World();
  for (const id of ['e-1', 'e-2', 'e-1', 'e-1']) world.log.add({ shop: 'shop-3' }, 'order-1', id);
  const input = "four events for 'shop-3', the 1st, 3rd and 4th with the same id; runOnce(3), runOnce(3)";
  const message = 'Two positions are two events, even if their ids are equal.';
  await moves(world.runner(), 3, 3, { message, input });
  await moves(world.runner(), 3, 1, { message, input });
  sameRows(await listOf(world.runner(), input), modelOf(world.log.all).rows, { message, input });
}
