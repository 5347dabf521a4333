import { idle, ok, settle, show, watch } from 'codealong/checkkit';
import { contents, places, sameList } from './lists';
import { forgeAll } from './forge';
import type { EventStore, NewEvent, StoredEvent } from './support';
import {
  endOf,
  idsOf,
  logIs,
  logOf,
  many,
  orderIs,
  paid,
  placed,
  save,
  streamIs,
  versionOf,
} from './support';
import { wholeStream, World } from './support';

const deep = (id: string): NewEvent => ({
  id,
  type: 'OrderPlaced',
  data: { drink: 'espresso', items: [{ drink: 'espresso', extras: ['milk'] }] },
});

it('keeps-its-own-copy', async () => {
  const world = new World();
  const store = world.open();
  const batch = [deep('a1'), deep('a2'), deep('a3')];
  await store.saveEvents('order-1', batch, 0);
  const both = async (one: EventStore): Promise<string[]> => [
    ...places(await wholeStream(one, 'order-1')),
    ...places(await logOf(one)),
  ];
  const before = await both(store);
  forgeAll(batch);
  sameList(await both(store), before, 'in the stream and the log', {
    message: 'What the caller did with its batch after the save has changed a stored event.',
    input: 'the batch, its events and their data changed after saveEvents had resolved',
  });
  await laterCallsLeaveItAlone(store);
  const reads: [string, () => Promise<StoredEvent[]>][] = [
    ["getEvents('order-1')", () => store.getEvents('order-1')],
    ["getEvents('order-1', 2)", () => store.getEvents('order-1', 2)],
    ['readAll(0, 10)', () => store.readAll(0, 10)],
    ['readAll(0, 1)', () => store.readAll(0, 1)],
  ];
  for (const [call, read] of reads) {
    for (let round = 1; round <= 3; round++) {
      forgeAll(await read());
      for (const one of [store, world.open()])
        sameList(await both(one), before, 'in the stream and the log', {
          message: 'What a reader did with the events it got has changed the store for everybody else.',
          input: `what ${call} returned changed: the array, its events and their data; then read again`,
        });
    }
  }
});

/** What was read stays as it is when the same instance reads something else. */
async function laterCallsLeaveItAlone(store: EventStore): Promise<void> {
  const found = [await store.getEvents('order-1'), await store.readAll(0, 10)];
  const before = found.map((events) => places(events));
  await store.getEvents('order-1', 3);
  await store.getEvents('order-9');
  await store.readAll(1, 1);
  for (const [at, call] of ["getEvents('order-1')", 'readAll(0, 10)'].entries())
    sameList(places(found[at] ?? []), before[at] ?? [], 'in what was read', {
      message: 'What a reader got changes when the same store is read again.',
      input: `${call}, then other reads on the same instance`,
    });
}

it('input-is-left-alone', async () => {
  const original = [deep('a1'), deep('a2'), deep('a3')];
  for (let moment = 0; moment <= 3; moment++) {
    const world = new World();
    const batch = structuredClone(original);
    const change = (): void => {
      sameList(contents(batch), contents(original), "in the caller's batch", {
        message: "The store has written into the caller's batch.",
        input: 'saveEvents is under way',
      });
      forgeAll(batch);
      batch.push(paid('x4'));
    };
    const gate = { before: ({ number }: { number: number }) => (number === moment ? change() : undefined) };
    const saving = watch(world.open(moment > 0 ? gate : {}).saveEvents('order-1', batch, 0));
    if (moment === 0) change();
    await settle();
    if (saving.state === 'pending') await idle();
    const when = moment === 0 ? 'as soon as it has called' : `before operation ${moment} of the call`;
    const input = `saveEvents([a1, a2, a3]); ${when}, the caller changes every event and adds x4`;
    ok(versionOf(saving.value) === 3, {
      message: 'What is saved must be the batch as it was when saveEvents was called.',
      input,
      expected: 'resolved to version 3',
      actual: endOf(saving),
    });
    sameList(contents(await wholeStream(world.open(), 'order-1')), contents(original), "of 'order-1'", {
      message: 'What is saved must be the batch as it was when saveEvents was called.',
      input,
    });
  }
  await sendsTheSameArray();
  const world = new World();
  const bad = { id: 'x1', type: 'Noted', data: 1n };
  for (const expected of [0, 0, 'any', 7] as const) {
    for (const batch of [original, original.toReversed(), [...original, bad]]) {
      const sent = structuredClone(batch);
      await world
        .open()
        .saveEvents('order-1', sent, expected)
        .catch(() => undefined);
      sameList(everythingOf(sent), everythingOf(batch), "in the caller's batch", {
        message: "The store has written into the caller's batch.",
        input: 'a save, its retry, and saves that are refused',
      });
    }
  }
});

/** An event with every field that it has, and whether it can still be changed. */
function everythingOf(batch: readonly NewEvent[]): string[] {
  return batch.map((event) => {
    const fields = Reflect.ownKeys(event).map((key) => `${String(key)}: ${show(Reflect.get(event, key))}`);
    return `{ ${fields.join(', ')} }${Object.isExtensible(event) ? '' : ', frozen'}`;
  });
}

/** A caller fills the same array, and the same objects in it, again and again. */
async function sendsTheSameArray(): Promise<void> {
  const world = new World();
  const store = world.open();
  const batch = [placed('a0'), paid('b0')];
  const ids: string[] = [];
  for (let round = 1; round <= 3; round++) {
    batch.forEach((event, at) => Object.assign(event, { id: `${at}-${round}`, data: { round } }));
    await store.saveEvents('order-1', batch, ids.length);
    ids.push(...idsOf(batch));
  }
  await streamIs(world.open(), 'order-1', ids, {
    message: 'What is saved must be the batch as it was when saveEvents was called.',
    input: 'the same array with the same two objects, saved three times with other ids and data',
  });
}

it('state-is-in-the-store', async () => {
  const world = new World();
  const stores = [world.open(), world.open(), world.open()];
  const input = 'three instances over one key-value store save in turn, and all read after each save';
  const all: string[] = [];
  const agree = async (ids: string[]): Promise<void> => {
    for (const store of [...stores, world.open()]) {
      const message =
        'The instances disagree: one keeps something to itself that belongs into the key-value store.';
      await orderIs(store, ids, { message, input });
      sameList(idsOf(await wholeStream(store, 'order-2')), [], "of 'order-2'", { message, input });
    }
  };
  await agree([]);
  for (let round = 0; round < 4; round++) {
    for (const store of stores) {
      const batch = many(2, `a${all.length}-`);
      await save(store, 'order-1', batch, all.length);
      all.push(...idsOf(batch));
      await agree(all);
    }
  }
  const told = {
    message: 'An event has reached a store that has another key-value store under it.',
    input: 'a second key-value store, to which nobody has written',
  };
  for (const elsewhere of [new World(), new World()]) {
    await orderIs(elsewhere.open(), [], told);
    await save(elsewhere.open(), 'order-1', [placed('a0-1')], 'no-stream', told);
    await logIs(elsewhere.open(), ['a0-1'], told);
  }
});
