// On the day of the launch one pod becomes two. They take turns with the same order, over one key-value store.
// Set a breakpoint where your saveEvents learns the version and the position: does it ask the Kv, or its own memory?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('instances that share a Kv agree', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const [podOne, podTwo] = [new KvEventStore(kv, clock), new KvEventStore(kv, clock)];
  await podOne.saveEvents('order-17', [{ id: 'placed', type: 'OrderPlaced', data: {} }], 'no-stream');
  await podTwo.saveEvents('order-17', [{ id: 'paid', type: 'OrderPaid', data: {} }], 1);
  await podOne.saveEvents('order-17', [{ id: 'picked-up', type: 'OrderPickedUp', data: {} }], 2);

  for (const [name, pod] of Object.entries({ podOne, podTwo })) {
    const log = (await pod.readAll(0, 10)).map(({ position, id }) => `${position} ${id}`);
    equal(log, ['1 placed', '2 paid', '3 picked-up'], `the log as ${name} sees it`);
  }
});
