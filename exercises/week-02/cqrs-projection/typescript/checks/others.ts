import { modelOf } from './board';
import { listOf, moves, sameRows } from './expect';
import { World } from './world';

export async function passesOverOtherEvents(): Promise<void> {
  const world = new World();
  const message = 'Events of no interest count in the result of runOnce, and the checkpoint passes them.';
  for (let n = 1; n <= 30; n++) world.log.add({ shop: n % 3 === 0 ? `shop-${n % 4}` : null });
  const input = '30 events, rowId is null for two of three; runOnce(12) four times';
  const runner = world.runner();
  let reached = 0;
  for (const moved of [12, 12, 6, 0]) {
    await moves(runner, 12, moved, { message, input });
    reached += moved;
    sameRows(await listOf(world.runner(), input), modelOf(world.log.all.slice(0, reached)).rows, {
      message: 'An event whose rowId is null must change no row.',
      input,
    });
  }
  await onlyOthers(message);
}

async function onlyOthers(message: string): Promise<void> {
  const world = new World();
  for (let n = 1; n <= 14; n++) world.log.add({ shop: null });
  const input = '14 events, rowId is null for all of them; runOnce() twice';
  await moves(world.runner(), undefined, 14, { message, input });
  await moves(world.runner(), undefined, 0, { message, input });
  sameRows(await listOf(world.runner(), input), new Map(), {
    message: 'An event whose rowId is null must change no row.',
    input,
  });
}
