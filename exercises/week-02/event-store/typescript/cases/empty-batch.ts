// The order is at version 2. A command that changes nothing asks with an empty batch whether its view is current.
// Set a breakpoint at the top of your saveEvents and step: which line judges the version of an empty batch?
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { ConcurrencyError, KvEventStore } from '../../pkg/eventstore/event-store';

check('an empty batch writes nothing and still checks the version', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const placed = { id: 'placed', type: 'OrderPlaced', data: {} };
  const paid = { id: 'paid', type: 'OrderPaid', data: {} };
  await store.saveEvents('order-17', [placed, paid], 'no-stream');

  equal(await store.saveEvents('order-17', [], 2), { version: 2 }, 'an empty batch that expects version 2');
  const error = await fails(
    () => store.saveEvents('order-17', [], 1),
    'an empty batch that expects version 1',
  );
  equal(error instanceof ConcurrencyError, true, `whether the error is a ConcurrencyError (it is: ${error})`);
  equal((await store.getEvents('order-17')).length, 2, 'how many events the stream holds');
});
