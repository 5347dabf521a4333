// Three events in one batch, and JSON cannot hold the last one: its price is a BigInt.
// Set a breakpoint where your saveEvents turns an event into text: what is written already when it throws?
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a batch with one bad event leaves nothing', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const batch = [
    { id: 'placed', type: 'OrderPlaced', data: { drink: 'mocha' } },
    { id: 'confirmed', type: 'OrderConfirmed', data: {} },
    { id: 'paid', type: 'OrderPaid', data: { cents: 480n } },
  ];

  await fails(
    () => store.saveEvents('order-17', batch, 'no-stream'),
    'a batch whose last event holds a BigInt',
  );
  const stored = (await store.getEvents('order-17')).map(({ id }) => id);
  equal(stored, [], 'the stream after the batch was refused');
});
