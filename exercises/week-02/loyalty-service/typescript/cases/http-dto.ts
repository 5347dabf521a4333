// Somebody adds a fraud score to what GetBalance returns. It is meant for the back office.
// Set a breakpoint where your router puts the body of an answer together: which fields go in?
import { check, equal } from '../support';
import { loyaltyRouter } from '../../internal/loyalty/transport/http';

check('an answer holds its own fields and no others', async () => {
  const found = { customerId: 'ana', balance: 30, tier: 'bronze' as const, fraudScore: 0.93 };
  const useCase = { execute: async () => found };
  const handle = loyaltyRouter({ earnPoints: useCase, redeemReward: useCase, getBalance: useCase });

  const answer = await handle({ method: 'GET', path: '/loyalty/ana', headers: {} });
  equal(JSON.parse(answer.body), { customerId: 'ana', balance: 30, tier: 'bronze' }, 'the body');
});
