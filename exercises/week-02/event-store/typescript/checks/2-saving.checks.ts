import { equal } from 'codealong/checkkit';
import type { NewEvent } from './support';
import { logOf, paid, placed, refused, save, saveCall, saveConflicts, streamIs, World } from './support';

describe('saving', () => {
  it('rejects-stale-version', async () => {
    const world = new World();
    await save(world.open(), 'order-1', [placed('a1'), paid('a2')], 0);
    await save(world.open(), 'order-2', [placed('b1')], 0);
    for (const expected of [1, 3]) {
      await saveConflicts(world.open(), ['order-1', [placed('x1'), paid('x2')], expected], 2, {
        message: 'The stream is at version 2, so a decision made on any other version must be refused.',
      });
      const told = {
        message: 'A refused save has left something behind.',
        input: `after the refused ${saveCall('order-1', [placed('x1'), paid('x2')], expected)}`,
      };
      await streamIs(world.open(), 'order-1', ['a1', 'a2'], told);
      equal((await logOf(world.open())).length, 3, told);
    }
    await saveConflicts(world.open(), ['order-9', [placed('x1')], 4], 0, {
      message: 'A stream that does not exist is at version 0, so version 4 of it cannot be expected.',
    });
    await save(world.open(), 'order-1', [paid('a3')], 2);
  });

  it('new-stream-and-any', async () => {
    const world = new World();
    await save(world.open(), 'order-1', [placed('a1')], 'no-stream');
    await save(world.open(), 'order-2', [placed('b1')], 0);
    for (const expected of [0, 'no-stream'] as const) {
      await saveConflicts(world.open(), ['order-1', [placed('x1')], expected], 1, {
        message: 'The stream exists already, so this must be refused: the order would be placed twice.',
      });
    }
    const fresh = await save(world.open(), 'order-3', [placed('c1')], 'any');
    const more = await save(world.open(), 'order-1', [paid('a2'), paid('a3')], 'any');
    equal([fresh, more], [{ version: 1 }, { version: 3 }], {
      message: "With 'any' the batch goes to the end of the stream, whether the stream exists or not.",
      input: `${saveCall('order-3', [placed('c1')], 'any')} on a new stream, ${saveCall('order-1', [paid('a2'), paid('a3')], 'any')} on one at version 1`,
    });
    await streamIs(world.open(), 'order-1', ['a1', 'a2', 'a3'], {
      message: 'The stream does not hold exactly what was accepted.',
      input: "a1 with 'no-stream', refused tries with 0 and 'no-stream', then a2 and a3 with 'any'",
    });
  });

  it('batch-is-atomic', async () => {
    const world = new World();
    const store = world.open();
    await save(store, 'order-1', [placed('a1')], 0);
    const cycle: Record<string, unknown> = { drink: 'espresso' };
    cycle['self'] = cycle;
    const bad: [string, NewEvent][] = [
      ['a BigInt', { id: 'x3', type: 'OrderPaid', data: { cents: 350n } }],
      ['a cycle', { id: 'x3', type: 'OrderPaid', data: cycle }],
      ['an empty id', paid('')],
      ['the id of the first event once more', paid('x1')],
    ];
    for (const [what, third] of bad) {
      const batch = [placed('x1'), paid('x2'), third];
      const input = `a batch of three whose third event has ${what}`;
      await refused(() => store.saveEvents('order-1', batch, 1), {
        message:
          'The batch holds an event that cannot be stored, so it must be refused, never saved without that event.',
        input,
        expected: 'an error',
      });
      const told = {
        message: 'A part of a refused batch was saved. Half an order is now a fact for every reader.',
        input,
      };
      await streamIs(store, 'order-1', ['a1'], told);
      equal((await logOf(store)).length, 1, told);
    }
    await save(store, 'order-1', [placed('x1'), paid('x2'), paid('x3')], 1);
  });

  it('empty-batch', async () => {
    const world = new World();
    await save(world.open(), 'order-1', [placed('a1'), paid('a2')], 0);
    const before = world.server.dump();
    const answers = [
      await save(world.open(), 'order-1', [], 2),
      await save(world.open(), 'order-1', [], 'any'),
      await save(world.open(), 'order-9', [], 'no-stream'),
    ];
    equal(answers, [{ version: 2 }, { version: 2 }, { version: 0 }], {
      message: 'An empty batch must resolve to the version at which the stream is.',
      input:
        "an empty batch to a stream at version 2 (expecting 2, then 'any'), and to a new stream ('no-stream')",
    });
    for (const expected of [0, 1, 3]) {
      await saveConflicts(world.open(), ['order-1', [], expected], 2, {
        message: 'An empty batch must be judged by expectedVersion like any other.',
      });
    }
    equal(world.server.dump(), before, {
      message: 'An empty batch must write nothing.',
      input: 'six empty batches',
    });
  });
});
