// Ana's order is one batch of three events. Before each operation of the save, a projection reads the stream.
// Set a breakpoint where your saveEvents writes to the Kv: is it all one write, or can a reader come between two?
import { check, equal, ManualClock, MemoryKv } from '../support';
import type { Kv } from '../../kit';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a reader sees all of a batch or none of it', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const projection = new KvEventStore(kv, clock);
  const seen: number[] = [];
  const watched: Kv = new Proxy(kv, {
    get:
      (target, operation: keyof Kv) =>
      async (...args: unknown[]) => {
        seen.push((await projection.getEvents('order-17')).length);
        return Reflect.apply(target[operation], target, args);
      },
  });

  const batch = ['placed', 'confirmed', 'paid'].map((id) => ({ id, type: 'OrderChanged', data: {} }));
  await new KvEventStore(watched, clock).saveEvents('order-17', batch, 'no-stream');
  equal(
    seen.filter((events) => events !== 0 && events !== 3),
    [],
    'numbers of events that a reader saw beside 0 and 3',
  );
});
