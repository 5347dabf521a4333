// Ana earns points at a moment that only the given clock knows.
// Set a breakpoint where your EarnPoints asks what time it is: whom does it ask?
import { check, equal, ManualClock } from '../support';
import { EarnPoints } from '../../internal/loyalty/application/earn-points';
import type { AccountRepository } from '../../internal/loyalty/application/ports';
import type { LoyaltyEvent } from '../../internal/loyalty/domain/events';

check('events carry the instant that the clock shows', async () => {
  const clock = new ManualClock();
  const saved: LoyaltyEvent[] = [];
  const accounts: AccountRepository = {
    load: async () => null,
    save: async (_id, account) => void saved.push(...account.uncommitted),
  };
  const earnPoints = new EarnPoints(accounts, { publish: async () => undefined }, clock);

  await clock.advance(90_000);
  await earnPoints.execute({ customerId: 'ana', orderId: 'order-17', amountMinor: 5_000 });
  equal(
    saved.map(({ at }) => at),
    [clock.now()],
    'the instants of the saved events',
  );
});
