// A handler reads an order, and for its own purposes it changes the event that it was given.
// Set a breakpoint where your getEvents returns: who else holds the object that goes out there?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('what a reader does with an event does not reach the store', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const placed = { id: 'placed', type: 'OrderPlaced', data: { items: [{ drink: 'espresso' }] } };
  await store.saveEvents('order-17', [placed], 'no-stream');
  const read = async () => {
    const [event] = await store.getEvents('order-17');
    return event?.data as typeof placed.data;
  };

  const mine = await read();
  for (const item of mine.items) item.drink = 'tea';
  equal(
    await read(),
    { items: [{ drink: 'espresso' }] },
    'the data of the event after a reader has changed its own',
  );
});
