// The order is at version 2, paid. A cancellation comes that was decided on version 1, and one decided on version 3.
// Set a breakpoint where your saveEvents compares expectedVersion with the version of the stream.
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import { ConcurrencyError, KvEventStore } from '../../pkg/eventstore/event-store';

check('a decision on another version is refused and leaves nothing', async () => {
  const clock = new ManualClock();
  const store = new KvEventStore(new MemoryKv(clock), clock);
  const placed = { id: 'placed', type: 'OrderPlaced', data: {} };
  const paid = { id: 'paid', type: 'OrderPaid', data: {} };
  await store.saveEvents('order-17', [placed, paid], 'no-stream');

  for (const decidedOn of [1, 3]) {
    const cancelled = { id: `cancelled-${decidedOn}`, type: 'OrderCancelled', data: {} };
    const error = await fails(
      () => store.saveEvents('order-17', [cancelled], decidedOn),
      `a cancellation that was decided on version ${decidedOn}, while the stream is at 2`,
    );
    equal(
      error instanceof ConcurrencyError,
      true,
      `whether the error is a ConcurrencyError (it is: ${error})`,
    );
    const { expected, actual } = error as ConcurrencyError;
    equal({ expected, actual }, { expected: decidedOn, actual: 2 }, 'what the error says about the versions');
    const stored = (await store.getEvents('order-17')).map(({ id }) => id);
    equal(stored, ['placed', 'paid'], 'the stream after the refusal');
  }
});
