import type { Req, Res } from '../../../kit';
import type { EarnPoints } from '../application/earn-points';
import type { GetBalance } from '../application/get-balance';
import { AccountNotFound, ConcurrencyError } from '../application/ports';
import type { RedeemReward } from '../application/redeem-reward';
import { InsufficientPoints, InvalidAmount } from '../domain/errors';

export interface UseCases {
  readonly earnPoints: Pick<EarnPoints, 'execute'>;
  readonly redeemReward: Pick<RedeemReward, 'execute'>;
  readonly getBalance: Pick<GetBalance, 'execute'>;
}

/** A request that can be answered without asking a use case. */
class Refusal extends Error {
  readonly response: Res;

  constructor(response: Res) {
    super(`refused with ${response.status}`);
    this.response = response;
  }
}

type Handler = (useCases: UseCases, customerId: string, body: string | undefined) => Promise<object>;

const routes: Readonly<Record<string, Handler | undefined>> = {
  'GET /loyalty/:id': async ({ getBalance }, customerId) => {
    const view = await getBalance.execute({ customerId });
    return { customerId: view.customerId, balance: view.balance, tier: view.tier };
  },
  'POST /loyalty/:id/earn': async ({ earnPoints }, customerId, body) => {
    const { orderId, amountMinor } = parse(body, { orderId: 'string', amountMinor: 'number' });
    const view = await earnPoints.execute({
      customerId,
      orderId: orderId as string,
      amountMinor: amountMinor as number,
    });
    return { balance: view.balance, tier: view.tier };
  },
  'POST /loyalty/:id/redeem': async ({ redeemReward }, customerId, body) => {
    const { redemptionId, points } = parse(body, { redemptionId: 'string', points: 'number' });
    const command = { customerId, redemptionId: redemptionId as string, points: points as number };
    return { balance: (await redeemReward.execute(command)).balance };
  },
};

const failures: readonly [new (...parameters: never[]) => Error, number, string][] = [
  [InvalidAmount, 400, 'bad-request'],
  [AccountNotFound, 404, 'not-found'],
  [ConcurrencyError, 409, 'conflict'],
  [InsufficientPoints, 422, 'insufficient-points'],
];

/** Looks the route up in a table, and the answer to an error in another one. */
export function loyaltyRouter(useCases: UseCases): (request: Req) => Promise<Res> {
  return async ({ method, path, body }) => {
    const [, root, id, ...rest] = path.split('/');
    const handler = id ? routes[[`${method} /${root}/:id`, ...rest].join('/')] : undefined;
    if (!handler) return json(id ? 405 : 404, { error: 'not-found' });
    try {
      return json(200, await handler(useCases, decode(id), body));
    } catch (error) {
      if (error instanceof Refusal) return error.response;
      const [, status, code] = failures.find(([kind]) => error instanceof kind) ?? [Error, 500, 'internal'];
      return json(status, { error: code });
    }
  };
}

function decode(segment: string | undefined): string {
  try {
    return decodeURIComponent(segment ?? '');
  } catch {
    throw new Refusal(json(400, { error: 'bad-request' }));
  }
}

/** The named fields of a JSON object, each of the named type, strings not empty. */
function parse(
  body: string | undefined,
  types: Record<string, 'string' | 'number'>,
): Record<string, string | number> {
  let value: unknown;
  try {
    value = JSON.parse(body ?? '');
  } catch {
    value = undefined;
  }
  const given: Record<string, unknown> = typeof value === 'object' ? { ...value } : {};
  const fields = Object.entries(types).map(([name, type]) => {
    const field = given[name];
    if ((typeof field !== 'string' && typeof field !== 'number') || typeof field !== type || field === '') {
      throw new Refusal(json(400, { error: 'bad-request' }));
    }
    return [name, field] as const;
  });
  return Object.fromEntries(fields);
}

function json(status: number, body: object): Res {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
