// A payment of 3.50 is stored. The same batch comes again with the same id, but now it says 9.90.
// Set a breakpoint where your saveEvents recognises a retry: does it look at more than the ids?
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { ConcurrencyError, KvEventStore } from '../../pkg/eventstore/event-store';

check('a known id with other content is an error, and no conflict', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const pay = (cents: number) =>
    store.saveEvents('order-17', [{ id: 'paid', type: 'OrderPaid', data: { cents } }], 'no-stream');

  await pay(350);
  const error = await fails(
    () => pay(990),
    'the id of the payment once more, with 990 cents in place of 350',
  );
  equal(error instanceof ConcurrencyError, false, 'whether the error is a ConcurrencyError');
  const [stored] = await store.getEvents('order-17');
  equal(stored?.data, { cents: 350 }, 'the data of the stored payment');
});
