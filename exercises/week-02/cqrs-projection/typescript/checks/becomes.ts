import { ok, show, succeeds } from 'codealong/checkkit';
import { rowText } from './expect';
import { World } from './world';

export async function oneEventBecomesARow(): Promise<void> {
  const world = new World();
  world.log.add({ shop: 'shop-3' });
  const runner = world.runner();
  const input = "one event about 'shop-3' in the log; runOnce(), then get('shop-3')";
  const moved = await succeeds(() => runner.runOnce(), { message: 'runOnce rejects.', input });
  ok(moved === 1, {
    message: 'The checkpoint moved by one position, and runOnce says something else.',
    input,
    expected: 'runOnce resolves to 1',
    actual: `it resolves to ${show(moved)}`,
  });
  const row = await succeeds(() => runner.get('shop-3'), { message: 'get rejects.', input });
  const expected = '1 orders, of positions 1, counted by v1';
  ok(rowText(row) === expected, {
    message: 'The event at position 1 was applied, and get does not find its row.',
    input,
    expected: `what apply returned: ${expected}`,
    actual: row ? rowText(row) : show(row),
  });
}
