// The database is gone, and the text of the error holds what no customer should read.
// Set a breakpoint where your router makes an answer of an error that it does not know.
import { check, equal } from '../support';
import { loyaltyRouter } from '../../internal/loyalty/transport/http';

check('an unforeseen error is a 500 that tells nothing', async () => {
  const failing = { execute: () => Promise.reject(new Error('loyalty-db-7 refused password "mocha"')) };
  const handle = loyaltyRouter({ earnPoints: failing, redeemReward: failing, getBalance: failing });

  const answer = await handle({ method: 'GET', path: '/loyalty/ana', headers: {} });
  equal(answer.status, 500, 'the status');
  equal(JSON.parse(answer.body), { error: 'internal' }, 'the body');
});
