// An order of three events is read from different versions on. The version that is asked for belongs to the answer.
// Set a breakpoint where your getEvents decides where to begin, and compare it with the version of the first event.
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('reading begins at fromVersion and ends where the stream ends', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const types = ['OrderPlaced', 'OrderPaid', 'OrderPickedUp'];
  await store.saveEvents(
    'order-17',
    types.map((type) => ({ id: type, type, data: {} })),
    'no-stream',
  );

  const read = async (fromVersion: number) =>
    (await store.getEvents('order-17', fromVersion)).map(({ type }) => type);
  equal(await read(1), ['OrderPlaced', 'OrderPaid', 'OrderPickedUp'], 'the events from version 1 on');
  equal(await read(3), ['OrderPickedUp'], 'the events from version 3 on');
  equal(await read(4), [], 'the events from version 4 on, behind the end');
  equal(await read(0), ['OrderPlaced', 'OrderPaid', 'OrderPickedUp'], 'the events from version 0 on: all');
});
