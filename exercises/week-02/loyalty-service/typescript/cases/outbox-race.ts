// While one instance sends Ana's event to the broker, another one saves Ben's. Ben's is to go out with the next command.
// Set a breakpoint where your OutboxPublisher takes out what it has sent: does it take out anything else?
import { check, equal, ManualClock, MemoryKv } from '../support';
import type { Msg } from '../../kit';
import { LoyaltyAccount } from '../../internal/loyalty/domain/account';
import { EventStoreAccountRepository } from '../../internal/loyalty/infrastructure/event-store-account-repository';
import { buildLoyaltyService } from '../../internal/loyalty/main';

check('an event that is saved while others are sent is not lost', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const ben = LoyaltyAccount.create('ben');
  ben.earn({ txId: '2', amountMinor: 1_000, at: clock.now() });
  const heard = new Set<string>();
  let isBenSaved = false;
  const broker = {
    async produce(messages: Msg[]) {
      if (!isBenSaved) await new EventStoreAccountRepository(kv).save('ben', ben, 0);
      isBenSaved = true;
      for (const { key } of messages) heard.add(String(key));
    },
  };

  const service = buildLoyaltyService({ kv, broker, clock });
  await service.onOrderPaid({ orderId: '1', customerId: 'ana', amountMinor: 1_000 });
  await service.onOrderPaid({ orderId: '3', customerId: 'cleo', amountMinor: 1_000 });
  equal([...heard].sort(), ['ana', 'ben', 'cleo'], 'the customers of whom the broker has heard');
});
