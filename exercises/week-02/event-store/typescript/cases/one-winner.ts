// Two pods, one moment: the barista marks the order as picked up, the customer cancels it. Both saw version 1.
// Set a breakpoint where your saveEvents compares the version, and one where it writes. Who comes by in between?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('of two saves at the same version exactly one wins', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const [podOne, podTwo] = [new KvEventStore(kv, clock), new KvEventStore(kv, clock)];
  await podOne.saveEvents('order-17', [{ id: 'placed', type: 'OrderPlaced', data: {} }], 'no-stream');

  const saves = await Promise.allSettled([
    podOne.saveEvents('order-17', [{ id: 'picked-up', type: 'OrderPickedUp', data: {} }], 1),
    podTwo.saveEvents('order-17', [{ id: 'cancelled', type: 'OrderCancelled', data: {} }], 1),
  ]);
  const winners = saves.filter(({ status }) => status === 'fulfilled').length;
  equal(winners, 1, 'how many of the two saves succeeded');
  equal((await podOne.getEvents('order-17')).length, 2, 'how many events the stream holds');
});
