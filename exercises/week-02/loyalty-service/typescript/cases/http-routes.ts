// A redemption of 100 points comes in for a customer who has 30. Whether that works is not for the router to say.
// Set a breakpoint where your router handles a redemption: which use cases does it call, and with what?
import { check, equal } from '../support';
import { loyaltyRouter } from '../../internal/loyalty/transport/http';

check('a request reaches its use case once, as it came, and no other one', async () => {
  const reached: unknown[] = [];
  const standIn = (name: string) => ({
    async execute(command: object) {
      reached.push([name, { ...command }]);
      return { customerId: 'ana', balance: 30, tier: 'bronze' as const };
    },
  });
  const handle = loyaltyRouter({
    earnPoints: standIn('earn'),
    redeemReward: standIn('redeem'),
    getBalance: standIn('balance'),
  });

  const redemption = { redemptionId: 'mug-1', points: 100 };
  const answer = await handle({
    method: 'POST',
    path: '/loyalty/Zo%C3%AB/redeem',
    headers: {},
    body: JSON.stringify(redemption),
  });
  equal(
    reached,
    [['redeem', { customerId: 'Zoë', ...redemption }]],
    'the use cases that were called, and with what',
  );
  equal(answer.status, 200, 'the status when the use case accepts');
});
