// Three requests to earn that make no sense: no order id, an amount that is text, and a body that breaks off.
// Set a breakpoint where your router reads a field of the body: what does it make of one that is missing?
import { check, equal } from '../support';
import { loyaltyRouter } from '../../internal/loyalty/transport/http';

check('nonsense is answered with 400 and reaches no use case', async () => {
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

  for (const body of ['{"amountMinor":5000}', '{"orderId":"order-17","amountMinor":"5000"}', '{"orderId":']) {
    const answer = await handle({ method: 'POST', path: '/loyalty/ana/earn', headers: {}, body });
    equal(reached, [], `the use cases that were called for the body ${body}`);
    equal(answer.status, 400, `the status for the body ${body}`);
    equal(JSON.parse(answer.body).error, 'bad-request', `the error for the body ${body}`);
  }
});
