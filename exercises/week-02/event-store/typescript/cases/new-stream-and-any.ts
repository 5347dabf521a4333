// One order is placed twice, and one reading of a machine goes to the end of whatever is there.
// Set a breakpoint where your saveEvents compares expectedVersion: what becomes of 0, 'no-stream' and 'any'?
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check("0 and 'no-stream' demand a new stream, 'any' demands nothing", async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  await store.saveEvents('order-17', [{ id: 'placed', type: 'OrderPlaced', data: {} }], 'no-stream');

  for (const expected of [0, 'no-stream'] as const) {
    await fails(
      () => store.saveEvents('order-17', [{ id: 'again', type: 'OrderPlaced', data: {} }], expected),
      `the order is placed once more, expecting ${expected}`,
    );
  }

  const warm = { id: 'warm', type: 'MachineReported', data: { celsius: 93 } };
  equal(await store.saveEvents('order-17', [warm], 'any'), { version: 2 }, "a save with 'any' at version 1");
  equal(
    await store.saveEvents('machine-4', [warm], 'any'),
    { version: 1 },
    "a save with 'any' to a new stream",
  );
});
