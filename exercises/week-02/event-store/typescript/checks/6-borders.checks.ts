import { equal, settle, watch } from 'codealong/checkkit';
import type { NewEvent, StoredEvent } from './support';
import { endOf, eventsOf, idsOf, logOf, paid, placed, save, streamIs, World } from './support';

describe('borders', () => {
  it('keeps-its-own-copy', async () => {
    const world = new World();
    const store = world.open();
    const batch: NewEvent[] = [{ id: 'a1', type: 'OrderPlaced', data: { items: [{ drink: 'espresso' }] } }];
    await save(store, 'order-1', batch, 0);
    const before = structuredClone(await eventsOf(store, 'order-1'));
    scribble(batch);
    equal(await eventsOf(store, 'order-1'), before, {
      message: 'What the caller does with its batch after the save has changed a stored event.',
      input: 'the batch and its data changed after saveEvents had resolved',
    });
    for (const read of [
      (): Promise<StoredEvent[]> => eventsOf(store, 'order-1'),
      (): Promise<StoredEvent[]> => logOf(store),
    ]) {
      scribble(await read());
      const told = {
        message: 'What a reader does with the events it got has changed the store for everybody else.',
        input: 'the returned array, event and data changed, then read again',
      };
      equal(await eventsOf(store, 'order-1'), before, told);
      equal(await logOf(store), before, told);
    }
  });

  it('input-is-left-alone', async () => {
    const world = new World();
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const store = world.open({ before: () => opened });
    const batch = [placed('a1'), paid('a2')];
    const before = structuredClone(batch);
    const saving = watch(store.saveEvents('order-1', batch, 0));
    await settle();
    equal(batch, before, {
      message: "The store has written into the caller's batch.",
      input: 'saveEvents is under way',
    });
    batch.push(paid('x3'));
    scribble(batch.slice(0, 1));
    open();
    await settle();
    const input =
      'saveEvents([a1, a2]) called; before the key-value store answers, the caller adds x3 and changes a1';
    equal(endOf(saving), 'resolved to { version: 2 }', {
      message: 'What is saved is the batch as it was when saveEvents was called.',
      input,
    });
    const stored = await eventsOf(world.open(), 'order-1');
    equal(
      stored.map(({ id, type, data }) => ({ id, type, data })),
      before,
      {
        message: 'What is saved is the batch as it was when saveEvents was called.',
        input,
      },
    );
  });

  it('state-is-in-the-store', async () => {
    const world = new World();
    const [one, two] = [world.open(), world.open()];
    await save(one, 'order-1', [placed('a1')], 0);
    await save(two, 'order-1', [paid('a2')], 1);
    await save(one, 'order-1', [paid('a3')], 2);
    await save(two, 'order-2', [placed('b1')], 'no-stream');
    const input = 'two instances over one key-value store save in turn';
    for (const store of [one, two, world.open()]) {
      await streamIs(store, 'order-1', ['a1', 'a2', 'a3'], {
        message:
          'An instance knows a different stream than the others: it keeps something to itself that belongs into the key-value store.',
        input,
      });
      equal(idsOf(await logOf(store)), ['a1', 'a2', 'a3', 'b1'], {
        message: 'The instances disagree about the log.',
        input,
      });
    }
    const elsewhere = new World().open();
    equal(await eventsOf(elsewhere, 'order-1'), [], {
      message: 'An event has reached a store that has another key-value store under it.',
      input: 'a second key-value store, to which nobody has written',
    });
    await save(elsewhere, 'order-1', [placed('a1')], 0);
  });
});

/** Changes everything that can be reached from these events. */
function scribble(events: { id: string; type: string; data: unknown }[]): void {
  for (const event of events) {
    const data = event.data as { drink?: string; items?: { drink: string }[] };
    data.drink = 'tea';
    if (data.items?.[0]) data.items[0].drink = 'tea';
    Object.assign(event, { id: 'forged', type: 'Forged', version: 7, position: 7 });
  }
  events.length = 0;
}
