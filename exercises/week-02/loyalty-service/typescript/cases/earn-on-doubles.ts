// Ana's first order opens her account in the repository that the use case was given. Her order is then delivered again.
// Set a breakpoint where your EarnPoints saves: which repository is it, and what is in account.uncommitted?
import { check, equal, ManualClock } from '../support';
import { EarnPoints } from '../../internal/loyalty/application/earn-points';
import type { AccountRepository } from '../../internal/loyalty/application/ports';
import { LoyaltyAccount } from '../../internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../../internal/loyalty/domain/events';

check('earning works on the repository behind the port', async () => {
  const saved: LoyaltyEvent[] = [];
  const accounts: AccountRepository = {
    load: async () =>
      saved[0] ? { account: LoyaltyAccount.fromEvents(saved), version: saved.length } : null,
    save: async (_id, account) => void saved.push(...account.uncommitted),
  };
  const earnPoints = new EarnPoints(accounts, { publish: async () => undefined }, new ManualClock());

  const order = { customerId: 'ana', orderId: 'order-17', amountMinor: 5_000 };
  equal(
    await earnPoints.execute(order),
    { balance: 500, tier: 'silver' },
    'the answer to an order of 50 dollars',
  );
  equal((await earnPoints.execute(order)).balance, 500, 'the balance after the same order once more');
  const orders = saved.map((event) => ('txId' in event ? event.txId : event.type));
  equal(orders, ['order-17'], 'the orders in the repository');
});
