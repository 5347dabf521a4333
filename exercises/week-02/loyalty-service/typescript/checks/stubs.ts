import { mustSay } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import { loyaltyRouter } from '../reference/internal/loyalty/transport/http';
import { mustReturn } from './outcomes';
import { send, type Answer } from './service';

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
  const request = (method: string, path: string, body?: unknown): Promise<Answer> =>
    send(handle as (request: object) => Promise<Res>, method, path, body);
  /** The status alone, of an answer whose body is free. */
  const statusOf = async (method: string, path: string, body?: unknown): Promise<number> => {
    const input = `${method} ${path}`;
    const told = { method, path, headers: {}, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await mustReturn(async () => handle(told), input);
    mustSay(response, input);
    return response.status;
  };
  return { calls, request, statusOf };
}

/** A use case's answer that is accepted by every route. */
export const accepted = (): Promise<unknown> =>
  Promise.resolve({ customerId: 'ana', balance: 7, tier: 'gold' });

export const earning = { orderId: 'order-1', amountMinor: 5_000 };
export const redeeming = { redemptionId: 'mug-1', points: 100 };

export const requests = [
  { method: 'POST', path: '/loyalty/ana/earn', body: earning },
  { method: 'POST', path: '/loyalty/ana/redeem', body: redeeming },
  { method: 'GET', path: '/loyalty/ana', body: undefined },
] as const;
