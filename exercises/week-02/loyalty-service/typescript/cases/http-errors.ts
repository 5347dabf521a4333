// A redemption fails for each of the reasons that a use case knows.
// Set a breakpoint where your router catches an error and makes a status of it.
import { check, equal } from '../support';
import { AccountNotFound, ConcurrencyError } from '../../internal/loyalty/application/ports';
import { InsufficientPoints, InvalidAmount } from '../../internal/loyalty/domain/errors';
import { loyaltyRouter } from '../../internal/loyalty/transport/http';

check('every expected failure has its own status', async () => {
  const statusFor = async (error: Error) => {
    const failing = { execute: () => Promise.reject(error) };
    const handle = loyaltyRouter({ earnPoints: failing, redeemReward: failing, getBalance: failing });
    const body = '{"redemptionId":"mug-1","points":100}';
    const answer = await handle({ method: 'POST', path: '/loyalty/ana/redeem', headers: {}, body });
    return `${answer.status} ${JSON.parse(answer.body).error}`;
  };

  equal(await statusFor(new AccountNotFound('ana')), '404 not-found', 'the answer to AccountNotFound');
  equal(await statusFor(new ConcurrencyError(3, 4)), '409 conflict', 'the answer to ConcurrencyError');
  equal(
    await statusFor(new InsufficientPoints(100, 30)),
    '422 insufficient-points',
    'the answer to InsufficientPoints',
  );
  equal(await statusFor(new InvalidAmount('no points')), '400 bad-request', 'the answer to InvalidAmount');
});
