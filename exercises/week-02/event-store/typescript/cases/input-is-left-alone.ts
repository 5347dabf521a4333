// The caller reuses its array for the next customer while the save is still on its way to the key-value store.
// Set a breakpoint where your saveEvents reads the batch for the first time: has it called the Kv before?
import { check, equal, later, ManualClock, MemoryKv } from '../support';
import type { Kv } from '../../kit';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('the batch is taken as it is when the call is made', async () => {
  const clock = new ManualClock();
  const connected = later();
  const slow: Kv = new Proxy(new MemoryKv(clock), {
    get:
      (target, operation: keyof Kv) =>
      async (...args: unknown[]) => {
        await connected.promise;
        return Reflect.apply(target[operation], target, args);
      },
  });
  const store = new KvEventStore(slow, clock);

  const batch = [{ id: 'ana', type: 'OrderPlaced', data: { drink: 'espresso' } }];
  const saving = store.saveEvents('order-17', batch, 'no-stream');
  batch[0] = { id: 'ben', type: 'OrderPlaced', data: { drink: 'tea' } };
  connected.resolve();
  await saving;
  const stored = (await store.getEvents('order-17')).map(({ id }) => id);
  equal(stored, ['ana'], 'the events of the order');
});
