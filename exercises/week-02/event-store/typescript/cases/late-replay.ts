// A payment is stored and its reply is lost. Before the client retries, somebody else appends to the order.
// Set a breakpoint where your saveEvents looks for a retry: in which part of the stream does it look?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a retry is recognised after others have appended', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const event = (id: string) => ({ id, type: 'OrderChanged', data: {} });
  const pay = () => store.saveEvents('order-17', [event('paid')], 1);
  await store.saveEvents('order-17', [event('placed')], 'no-stream');
  await pay();
  await store.saveEvents('order-17', [event('picked-up')], 2);

  equal((await pay()).version, 2, 'the answer to the payment, sent again');
  const stored = (await store.getEvents('order-17')).map(({ id }) => id);
  equal(stored, ['placed', 'paid', 'picked-up'], 'the stream after the retry');
});
