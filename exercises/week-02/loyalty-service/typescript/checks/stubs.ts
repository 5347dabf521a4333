import { loyaltyRouter } from '../reference/internal/loyalty/transport/http';
import { send } from './service';

/** What a use case was called with: the fields that the brief names. */
export type Call = readonly [useCase: string, ...fields: unknown[]];

/** A router on use cases that answer what the check wants, and the calls that reached them. */
export function routerOn(answer: (useCase: string) => unknown) {
  const calls: Call[] = [];
  const stub = (useCase: string, ...fields: readonly string[]) => ({
    execute: (command: object) => {
      calls.push([useCase, ...fields.map((field) => Reflect.get(command, field))]);
      return answer(useCase) as never;
    },
  });
  const handle = loyaltyRouter({
    earnPoints: stub('earn', 'customerId', 'orderId', 'amountMinor'),
    redeemReward: stub('redeem', 'customerId', 'redemptionId', 'points'),
    getBalance: stub('balance', 'customerId'),
  });
  return {
    calls,
    handle,
    request: (method: string, path: string, body?: unknown) => send(handle, method, path, body),
  };
}

/** A use case's answer that is accepted by every route. */
export const accepted = (): Promise<unknown> =>
  Promise.resolve({ customerId: 'ana', balance: 7, tier: 'gold' });

export const earning = { orderId: 'order-1', amountMinor: 5_000 };
export const redeeming = { redemptionId: 'mug-1', points: 100 };

/** A request of each route, and the call of a use case that it means. */
export const requests = [
  { method: 'POST', path: '/loyalty/ana/earn', body: earning, call: ['earn', 'ana', 'order-1', 5_000] },
  { method: 'POST', path: '/loyalty/ana/redeem', body: redeeming, call: ['redeem', 'ana', 'mug-1', 100] },
  { method: 'GET', path: '/loyalty/ana', body: undefined, call: ['balance', 'ana'] },
] as const;
