// A batch of three, and the connection dies after the first, the second, the third… operation of the save.
// Set a breakpoint where your saveEvents calls the Kv: what is stored if this call is the last one that works?
import { check, equal, ManualClock, MemoryKv } from '../support';
import type { Kv } from '../../kit';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a save that breaks off in the middle is whole or absent', async () => {
  const clock = new ManualClock();
  const batch = ['placed', 'confirmed', 'paid'].map((id) => ({ id, type: 'OrderChanged', data: {} }));
  for (const alive of [0, 1, 2, 3]) {
    const kv = new MemoryKv(clock);
    let operations = 0;
    const dying: Kv = new Proxy(kv, {
      get:
        (target, operation: keyof Kv) =>
        async (...args: unknown[]) => {
          if (operations++ >= alive) throw new Error('connection reset');
          return Reflect.apply(target[operation], target, args);
        },
    });
    await new KvEventStore(dying, clock).saveEvents('order-17', batch, 'no-stream').catch(() => undefined);

    const healthy = new KvEventStore(kv, clock);
    const stored = (await healthy.getEvents('order-17')).length;
    if (stored > 0)
      equal(stored, 3, `how many events stay when the connection dies after ${alive} operations`);
    const again = await healthy.saveEvents('order-17', batch, 'no-stream');
    equal(again.version, 3, `the same save on a healthy connection, after ${alive} operations of the first`);
  }
});
