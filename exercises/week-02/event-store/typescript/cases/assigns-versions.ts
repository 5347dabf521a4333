// A phone numbers its own event: it says that it is version 41. Where an event stands is for the store to say.
// Set a breakpoint where your saveEvents puts together what it stores: from where does version come?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('the store numbers the events of a stream', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const fromThePhone = { id: 'placed', type: 'OrderPlaced', data: { drink: 'latte' }, version: 41 };

  await store.saveEvents('order-17', [fromThePhone], 'no-stream');
  const answer = await store.saveEvents('order-17', [{ id: 'paid', type: 'OrderPaid', data: {} }], 1);
  equal(answer, { version: 2 }, 'the answer to the second save');

  const stored = await store.getEvents('order-17');
  equal(
    stored.map(({ version, type }) => `${version} ${type}`),
    ['1 OrderPlaced', '2 OrderPaid'],
    'the stream of the order',
  );
});
