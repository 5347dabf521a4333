// Ana has 500 points and takes a mug for 300. The answer gets lost, so the app sends the same redemption again.
// Set a breakpoint where your RedeemReward asks the account, and another one before it: who else judges the balance?
import { check, equal, ManualClock } from '../support';
import type { AccountRepository } from '../../internal/loyalty/application/ports';
import { RedeemReward } from '../../internal/loyalty/application/redeem-reward';
import { LoyaltyAccount } from '../../internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../../internal/loyalty/domain/events';

check('the same redemption again returns the balance', async () => {
  const clock = new ManualClock();
  const earned = { accountId: 'ana', txId: 'order-1', amountMinor: 5_000, points: 500, at: clock.now() };
  const saved: LoyaltyEvent[] = [{ type: 'PointsEarned', ...earned }];
  const accounts: AccountRepository = {
    load: async () => ({ account: LoyaltyAccount.fromEvents(saved), version: saved.length }),
    save: async (_id, account) => void saved.push(...account.uncommitted),
  };
  const redeemReward = new RedeemReward(accounts, { publish: async () => undefined }, clock);

  const mug = { customerId: 'ana', redemptionId: 'mug-1', points: 300 };
  equal(await redeemReward.execute(mug), { balance: 200 }, 'the answer to the redemption');
  equal(await redeemReward.execute(mug), { balance: 200 }, 'the answer to the same redemption once more');
});
