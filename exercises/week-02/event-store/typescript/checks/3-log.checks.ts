import { equal } from 'codealong/checkkit';
import { eventsOf, idsOf, logIs, logOf, paid, placed, refused, save, saveConflicts, World } from './support';

describe('log', () => {
  it('reads-all-in-order', async () => {
    const world = new World();
    const store = world.open();
    equal(await logOf(store), [], { message: 'An empty store has an empty log.', input: 'readAll(0, 1000)' });
    await save(store, 'order-1', [placed('a1'), paid('a2')], 0);
    await saveConflicts(world.open(), ['order-1', [paid('x1'), paid('x2')], 1], 2, {
      message: 'This save must be refused.',
    });
    await save(store, 'order-2', [placed('b1')], 0);
    await refused(() => world.open().saveEvents('order-2', [paid('b2'), paid('b2')], 1), {
      message: 'This save must be refused.',
      input: 'a batch with the id b2 twice',
      expected: 'an error',
    });
    await save(store, 'order-1', [paid('a3')], 2);
    await save(store, 'order-2', [paid('b2')], 'any');
    const input =
      'a1, a2 to order-1; a refused save; b1 to order-2; a refused save; a3 to order-1; b2 to order-2';
    await logIs(store, ['a1', 'a2', 'b1', 'a3', 'b2'], {
      message:
        'The log must hold the events of all streams in the order of saving, at positions 1, 2, 3… without a hole.',
      input,
    });
    const pages: [number, number, string[]][] = [
      [0, 1, ['a1']],
      [1, 3, ['a2', 'b1', 'a3']],
      [3, 2, ['a3', 'b2']],
      [4, 10, ['b2']],
      [5, 10, []],
      [50, 10, []],
    ];
    for (const [after, limit, expected] of pages) {
      equal(idsOf(await logOf(store, after, limit)), expected, {
        message:
          'readAll must return the events after afterPosition, that one not included, and at most limit of them.',
        input: `readAll(${after}, ${limit}) on a log of five`,
      });
    }
    const [, , third] = await logOf(store);
    equal(third, (await eventsOf(store, 'order-2'))[0], {
      message: 'readAll and getEvents tell different things about the same event.',
      input: 'the first event of order-2',
    });
  });
});
