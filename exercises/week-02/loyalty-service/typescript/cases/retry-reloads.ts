// Ana redeems 100 of her 500 points. Before that is saved, another instance saves a redemption of 450.
// Set a breakpoint where your code catches the ConcurrencyError: what is loaded and asked before the next save?
import { check, equal, fails, ManualClock } from '../support';
import { ConcurrencyError, type AccountRepository } from '../../internal/loyalty/application/ports';
import { RedeemReward } from '../../internal/loyalty/application/redeem-reward';
import { LoyaltyAccount } from '../../internal/loyalty/domain/account';
import { InsufficientPoints } from '../../internal/loyalty/domain/errors';
import type { LoyaltyEvent } from '../../internal/loyalty/domain/events';

check('after a conflict the account is loaded and asked again', async () => {
  const clock = new ManualClock();
  const about = { accountId: 'ana', at: clock.now() };
  const earned: LoyaltyEvent = {
    type: 'PointsEarned',
    ...about,
    txId: 'order-1',
    amountMinor: 5_000,
    points: 500,
  };
  const elsewhere: LoyaltyEvent = { type: 'PointsRedeemed', ...about, redemptionId: 'grinder', points: 450 };
  const saved: LoyaltyEvent[] = [earned];
  const accounts: AccountRepository = {
    load: async () => ({ account: LoyaltyAccount.fromEvents(saved), version: saved.length }),
    async save(_id, account, expectedVersion) {
      if (saved.length === 1) saved.push(elsewhere);
      if (saved.length !== expectedVersion) throw new ConcurrencyError(expectedVersion, saved.length);
      saved.push(...account.uncommitted);
    },
  };
  const redeemReward = new RedeemReward(accounts, { publish: async () => undefined }, clock);

  const mug = { customerId: 'ana', redemptionId: 'mug-1', points: 100 };
  const error = await fails(
    () => redeemReward.execute(mug),
    'a redemption of 100 points, with 50 left after the conflict',
  );
  equal(
    error instanceof InsufficientPoints,
    true,
    `whether the error is InsufficientPoints (it is: ${error})`,
  );
});
