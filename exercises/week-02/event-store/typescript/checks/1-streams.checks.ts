import { equal } from 'codealong/checkkit';
import type { NewEvent } from './support';
import { eventsOf, idsOf, paid, placed, save, saveCall, streamIs, World } from './support';

describe('streams', () => {
  it('reads-from-version', async () => {
    const store = new World().open();
    await save(store, 'order-1', [placed('a1'), paid('a2'), paid('a3')], 0);
    const rules: [number | undefined, string[]][] = [
      [undefined, ['a1', 'a2', 'a3']],
      [1, ['a1', 'a2', 'a3']],
      [2, ['a2', 'a3']],
      [3, ['a3']],
      [4, []],
      [100, []],
      [0, ['a1', 'a2', 'a3']],
      [-1, ['a1', 'a2', 'a3']],
    ];
    for (const [fromVersion, expected] of rules) {
      equal(idsOf(await eventsOf(store, 'order-1', fromVersion)), expected, {
        message: 'getEvents returns the wrong part of the stream: fromVersion itself belongs to the answer.',
        input: `getEvents('order-1'${fromVersion === undefined ? '' : `, ${fromVersion}`}) on a stream at version 3`,
      });
    }
    equal(await eventsOf(store, 'order-9'), [], {
      message: 'A stream that nobody has written to is empty, not an error.',
      input: "getEvents('order-9')",
    });
  });

  it('assigns-versions', async () => {
    const store = new World().open();
    const forged = { ...placed('a1'), version: 41, streamId: 'someone-else', position: 99 };
    const first = await save(store, 'order-1', [forged, paid('a2')], 0);
    const second = await save(store, 'order-1', [{ ...placed('a3'), version: 1 } as NewEvent], 2);
    const input = `${saveCall('order-1', [forged, paid('a2')], 0)}, then ${saveCall('order-1', [placed('a3')], 2)}`;
    equal([first, second], [{ version: 2 }, { version: 3 }], {
      message: 'saveEvents must resolve to the version of the last event of the batch.',
      input,
    });
    await streamIs(store, 'order-1', ['a1', 'a2', 'a3'], {
      message:
        'Versions must run 1, 2, 3… in the order of saving, whatever version the caller wrote into an event.',
      input,
    });
    const [stored] = await eventsOf(store, 'order-1');
    equal(
      { type: stored?.type, data: stored?.data, streamId: stored?.streamId },
      { type: 'OrderPlaced', data: { drink: 'espresso' }, streamId: 'order-1' },
      {
        message: 'The first event does not come back as it was saved, under the stream it was saved to.',
        input,
      },
    );
    const plain = [null, 0, false, '', 'text', [], [1, { two: [] }]];
    const batch = plain.map((data, at): NewEvent => ({ id: `d${at}`, type: 'Noted', data }));
    await save(store, 'notes', batch, 'any');
    equal(
      (await eventsOf(store, 'notes')).map(({ data }) => data),
      plain,
      {
        message: 'Whatever JSON can hold must come back as it was.',
        input: `data: ${JSON.stringify(plain)}`,
      },
    );
  });

  it('assigns-timestamps', async () => {
    const world = new World();
    const store = world.open();
    const began = world.clock.now();
    await save(store, 'order-1', [{ ...placed('a1'), timestamp: 5 } as NewEvent, paid('a2')], 0);
    await world.clock.advance(90_000);
    await save(store, 'order-1', [paid('a3')], 2);
    const stamps = (await eventsOf(store, 'order-1')).map(({ timestamp }) => timestamp - began);
    equal(stamps, [0, 0, 90_000], {
      message:
        "Timestamps must come from the store's clock at the moment of saving, not from the caller or the machine.",
      input:
        'two events at the start of the clock (one says timestamp: 5), one event 90 s later; shown as ms since the start',
    });
  });
});
