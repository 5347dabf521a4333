// Ana's points are saved, and then the publisher fails.
// Set a breakpoint where your EarnPoints publishes, and follow the error: does Ana hear of it?
import { check, equal, ManualClock } from '../support';
import { EarnPoints } from '../../internal/loyalty/application/earn-points';

check('a publisher that fails does not fail the command', async () => {
  let saves = 0;
  const accounts = { load: async () => null, save: async () => void saves++ };
  const publisher = { publish: () => Promise.reject(new Error('broker is away')) };
  const earnPoints = new EarnPoints(accounts, publisher, new ManualClock());

  const answer = await earnPoints.execute({ customerId: 'ana', orderId: 'order-17', amountMinor: 5_000 });
  equal(answer, { balance: 500, tier: 'silver' }, 'the answer');
  equal(saves, 1, 'how often the account was saved');
});
