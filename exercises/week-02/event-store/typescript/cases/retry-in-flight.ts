// A gateway loses patience and sends a payment again, to another pod, while the first attempt is still at work.
// Set a breakpoint where your saveEvents looks for a retry, and one where it writes. Is that one step?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a retry that overtakes its first attempt is no conflict', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const pay = () =>
    new KvEventStore(kv, clock).saveEvents(
      'order-17',
      [{ id: 'paid', type: 'OrderPaid', data: {} }],
      'no-stream',
    );

  const attempts = await Promise.allSettled([pay(), pay()]);
  equal(
    attempts.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
    'how the two attempts ended',
  );
  equal((await new KvEventStore(kv, clock).getEvents('order-17')).length, 1, 'how many payments are stored');
});
