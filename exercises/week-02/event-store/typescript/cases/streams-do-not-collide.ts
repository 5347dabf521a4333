// Four tenants choose names for their orders. Some of them look like keys, and one is known to every object.
// Set a breakpoint where your code makes a key of a stream's name: can another name give the same key?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('every name is a stream of its own', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const names = ['order-7', 'order-7:1', 'Order-7', '__proto__'];
  for (const name of names) {
    await store.saveEvents(name, [{ id: '1', type: 'OrderPlaced', data: { from: name } }], 'no-stream');
  }

  for (const name of names) {
    const stored = (await store.getEvents(name)).map(({ data }) => data);
    equal(stored, [{ from: name }], `the events of the stream ${name}`);
  }
});
