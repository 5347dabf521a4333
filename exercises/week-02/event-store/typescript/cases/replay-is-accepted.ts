// A save works and its reply is lost. A second later the client sends the same batch again, unchanged.
// Set a breakpoint where your saveEvents would report a conflict: what tells a retry from somebody else's save?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { KvEventStore } from '../../pkg/eventstore/event-store';

check('a retry of a stored batch succeeds and writes nothing', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const send = () =>
    store.saveEvents(
      'order-17',
      [
        { id: 'placed', type: 'OrderPlaced', data: { drink: 'latte' } },
        { id: 'paid', type: 'OrderPaid', data: { cents: 420 } },
      ],
      'no-stream',
    );

  await send();
  const stored = await store.getEvents('order-17');
  await clock.advance(1_000);
  equal((await send()).version, 2, 'the answer to the retry');
  equal(await store.getEvents('order-17'), stored, 'the stream after the retry, timestamps included');
});
