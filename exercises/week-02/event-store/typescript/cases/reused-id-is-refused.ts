// The reply to a payment is lost. A careful client reloads the order, finds it at version 2 and pays again.
// Set a breakpoint where your saveEvents has found the version right: what does it know of the ids in the stream?
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a known id that is no exact retry is refused', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const placed = { id: 'placed', type: 'OrderPlaced', data: {} };
  const paid = { id: 'paid', type: 'OrderPaid', data: { cents: 350 } };
  await store.saveEvents('order-17', [placed, paid], 'no-stream');

  await fails(
    () => store.saveEvents('order-17', [paid], 2),
    'a stored payment once more, at the current version',
  );
  const pickedUp = { id: 'picked-up', type: 'OrderPickedUp', data: {} };
  await fails(
    () => store.saveEvents('order-17', [pickedUp, paid], 2),
    'a new event together with a stored payment',
  );
  const stored = (await store.getEvents('order-17')).map(({ id }) => id);
  equal(stored, ['placed', 'paid'], 'the stream after the refusals');
});
