// The key-value store can not be reached, and an order comes in.
// Set a breakpoint where your saveEvents calls the Kv, and follow the error on its way out.
import { check, equal, fails, ManualClock } from '../support';
import type { Kv } from '../../kit';
import { ConcurrencyError, KvEventStore } from '../../pkg/eventstore/event-store';

check('an outage is told, and not called a conflict', async () => {
  const down = () => Promise.reject(new Error('connection refused'));
  const kv: Kv = { get: down, set: down, del: down, incrBy: down, pexpire: down, pttl: down, eval: down };
  const store = new KvEventStore(kv, new ManualClock());

  const placed = { id: 'placed', type: 'OrderPlaced', data: {} };
  const error = await fails(
    () => store.saveEvents('order-17', [placed], 'no-stream'),
    'a save while the key-value store is down',
  );
  equal(error instanceof ConcurrencyError, false, 'whether the error is a ConcurrencyError');
});
