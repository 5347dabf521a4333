// Two orders take turns, and one save in between is refused. Then a projection reads the log in pages of two.
// Set a breakpoint where your saveEvents takes a position, and another one where your readAll begins.
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('all streams form one log without holes', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const event = (id: string) => ({ id, type: 'OrderChanged', data: {} });
  await store.saveEvents('order-1', [event('ana-placed')], 'no-stream');
  await fails(
    () => store.saveEvents('order-1', [event('late')], 7),
    'a save that expects version 7 of an order at 1',
  );
  await store.saveEvents('order-2', [event('ben-placed')], 'no-stream');
  await store.saveEvents('order-1', [event('ana-paid')], 1);

  const page = async (afterPosition: number) =>
    (await store.readAll(afterPosition, 2)).map(({ position, id }) => `${position} ${id}`);
  equal(await page(0), ['1 ana-placed', '2 ben-placed'], 'the first two events of the log');
  equal(await page(2), ['3 ana-paid'], 'what comes after position 2');
  equal(await page(3), [], 'what comes after position 3, the last one');
});
