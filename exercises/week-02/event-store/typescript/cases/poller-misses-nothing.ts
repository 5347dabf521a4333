// Ana's save stalls after an operation. Ben saves, a projection reads the log, Ana's save ends, the projection reads on.
// Set a breakpoint where your saveEvents takes a position: how long does it take until others can see the event?
import { check, equal, later, ManualClock, MemoryKv, settle } from '../support';
import type { Kv } from '../../kit';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a reader that follows the log misses nothing', async () => {
  const clock = new ManualClock();
  for (const stallsAfter of [1, 2, 3]) {
    const kv = new MemoryKv(clock);
    const goOn = later();
    let operations = 0;
    const slow: Kv = new Proxy(kv, {
      get:
        (target, operation: keyof Kv) =>
        async (...args: unknown[]) => {
          if (operations++ === stallsAfter) await goOn.promise;
          return Reflect.apply(target[operation], target, args);
        },
    });
    const ana = { id: 'ana', type: 'OrderPlaced', data: {} };
    const anaSaves = new KvEventStore(slow, clock).saveEvents('order-1', [ana], 'no-stream');
    await settle();
    const store = new KvEventStore(kv, clock);
    await store.saveEvents('order-2', [{ id: 'ben', type: 'OrderPlaced', data: {} }], 'no-stream');

    const first = await store.readAll(0, 10);
    goOn.resolve();
    await anaSaves;
    const second = await store.readAll(first.at(-1)?.position ?? 0, 10);
    const seen = [...first, ...second].map(({ id }) => id).sort();
    equal(
      seen,
      ['ana', 'ben'],
      `what the projection has seen, when Ana's save stalls after operation ${stallsAfter}`,
    );
  }
});
