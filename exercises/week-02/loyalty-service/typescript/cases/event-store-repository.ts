// Ana's first two orders reach two instances in the same moment. Neither finds an account, both save at version 0.
// Set a breakpoint where your save compares expectedVersion, and one where it writes. Is that one step in the store?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { ConcurrencyError } from '../../internal/loyalty/application/ports';
import { LoyaltyAccount } from '../../internal/loyalty/domain/account';
import { EventStoreAccountRepository } from '../../internal/loyalty/infrastructure/event-store-account-repository';

check('of two saves at the same version exactly one succeeds', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const save = (txId: string) => {
    const ana = LoyaltyAccount.create('ana');
    ana.earn({ txId, amountMinor: 1_000, at: clock.now() });
    return new EventStoreAccountRepository(kv).save('ana', ana, 0);
  };

  const ended = await Promise.allSettled([save('order-1'), save('order-2')]);
  const lost = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  equal(lost.length, 1, 'how many of the two saves were refused');
  equal(
    lost[0] instanceof ConcurrencyError,
    true,
    `whether the error is the port's ConcurrencyError (it is: ${lost[0]})`,
  );
  const found = await new EventStoreAccountRepository(kv).load('ana');
  equal(found?.version, 1, 'the version of the account');
});
