// A phone with a wrong clock sends an order, and the payment comes 90 seconds later.
// Set a breakpoint where your saveEvents gives an event its timestamp: which clock does it ask?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check("timestamps come from the store's clock", async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const opened = clock.now();
  const fromThePhone = { id: 'placed', type: 'OrderPlaced', data: {}, timestamp: 5 };

  await store.saveEvents('order-17', [fromThePhone], 'no-stream');
  await clock.advance(90_000);
  await store.saveEvents('order-17', [{ id: 'paid', type: 'OrderPaid', data: {} }], 1);

  const [placed, paid] = await store.getEvents('order-17');
  equal(placed?.timestamp, opened, 'the timestamp of the order');
  equal(paid?.timestamp, opened + 90_000, 'the timestamp of the payment, 90 seconds later');
});
