// A save is refused, and the same instance goes on with its work.
// Set a breakpoint where your saveEvents refuses: what does the next call find that this one has left behind?
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('after a refusal the store goes on', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const event = (id: string) => ({ id, type: 'OrderChanged', data: {} });
  await store.saveEvents('order-17', [event('placed')], 'no-stream');
  await fails(
    () => store.saveEvents('order-17', [event('late')], 0),
    'a save that expects version 0 of an order at 1',
  );

  equal(
    await store.saveEvents('order-17', [event('paid')], 1),
    { version: 2 },
    'the next save to the same order',
  );
  equal(await store.saveEvents('order-18', [event('placed')], 0), { version: 1 }, 'a save to another order');
});
