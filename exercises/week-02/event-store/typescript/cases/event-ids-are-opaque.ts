// Two orders number their events alike, and one of the ids is a word that every plain object knows.
// Set a breakpoint where your saveEvents asks whether an id is known: where does it look, and what is in there?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('an id is any text, and only known in its own stream', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const ids = ['1', 'constructor', 'a:b'];
  for (const order of ['order-1', 'order-2']) {
    for (const id of ids)
      await store.saveEvents(order, [{ id, type: 'OrderChanged', data: { order } }], 'any');
  }

  for (const order of ['order-1', 'order-2']) {
    const stored = (await store.getEvents(order)).map(({ id }) => id);
    equal(stored, ids, `the ids in the stream ${order}`);
  }
});
