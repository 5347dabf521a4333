import type { Req, Res } from '../../../kit';
import type { EarnPoints } from '../application/earn-points';
import type { GetBalance } from '../application/get-balance';
import type { RedeemReward } from '../application/redeem-reward';

/** What the router calls. Anything with these methods will do. */
export interface UseCases {
  readonly earnPoints: Pick<EarnPoints, 'execute'>;
  readonly redeemReward: Pick<RedeemReward, 'execute'>;
  readonly getBalance: Pick<GetBalance, 'execute'>;
}

/**
 * Translates between HTTP and the use cases, and decides nothing itself.
 *
 * `POST /loyalty/{id}/earn`, `POST /loyalty/{id}/redeem`, `GET /loyalty/{id}`. The returned function never rejects.
 */
export function loyaltyRouter(useCases: UseCases): (request: Req) => Promise<Res> {
  return async (request) => {
    throw new Error(
      'Not written yet: read the request, call one use case, answer with its result or its error.',
    );
  };
}
