import type { Req, Res } from '../../../kit';
import type { EarnPoints } from '../application/earn-points';
import type { GetBalance } from '../application/get-balance';
import { AccountNotFound, ConcurrencyError } from '../application/ports';
import type { RedeemReward } from '../application/redeem-reward';
import { InsufficientPoints, InvalidAmount } from '../domain/errors';

/** What the router calls. Anything with these methods will do. */
export interface UseCases {
  readonly earnPoints: Pick<EarnPoints, 'execute'>;
  readonly redeemReward: Pick<RedeemReward, 'execute'>;
  readonly getBalance: Pick<GetBalance, 'execute'>;
}

type Fields = ReadonlyMap<string, unknown>;

class BadRequest extends Error {}
class NoSuchRoute extends Error {}

/**
 * Translates between HTTP and the use cases, and decides nothing itself.
 *
 * `POST /loyalty/{id}/earn`, `POST /loyalty/{id}/redeem`, `GET /loyalty/{id}`. The returned function never rejects.
 */
export function loyaltyRouter(useCases: UseCases): (request: Req) => Promise<Res> {
  return async (request) => {
    try {
      return reply(200, await dispatch(useCases, request));
    } catch (error) {
      return replyToError(error);
    }
  };
}

async function dispatch(useCases: UseCases, { method, path, body }: Req): Promise<object> {
  const [, id, action] = /^\/loyalty\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (id === undefined) throw new NoSuchRoute();
  const customerId = decoded(id);
  if (method === 'GET' && action === undefined) return showBalance(useCases, customerId);
  if (method === 'POST' && action === 'earn') return earn(useCases, customerId, parseObject(body));
  if (method === 'POST' && action === 'redeem') return redeem(useCases, customerId, parseObject(body));
  throw new NoSuchRoute();
}

/** Every answer is put together field by field, so that what a use case returns besides stays inside. */
async function showBalance({ getBalance }: UseCases, customerId: string): Promise<object> {
  const { balance, tier } = await getBalance.execute({ customerId });
  return { customerId, balance, tier };
}

async function earn({ earnPoints }: UseCases, customerId: string, fields: Fields): Promise<object> {
  const orderId = textOf(fields, 'orderId');
  const amountMinor = numberOf(fields, 'amountMinor');
  const { balance, tier } = await earnPoints.execute({ customerId, orderId, amountMinor });
  return { balance, tier };
}

async function redeem({ redeemReward }: UseCases, customerId: string, fields: Fields): Promise<object> {
  const redemptionId = textOf(fields, 'redemptionId');
  const points = numberOf(fields, 'points');
  const { balance } = await redeemReward.execute({ customerId, redemptionId, points });
  return { balance };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new BadRequest();
  }
}

function parseObject(body: string | undefined): Fields {
  try {
    const value: unknown = JSON.parse(body ?? '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return new Map(Object.entries(value));
  } catch {
    throw new BadRequest();
  }
  throw new BadRequest();
}

function textOf(fields: Fields, name: string): string {
  const value = fields.get(name);
  if (typeof value !== 'string' || value === '') throw new BadRequest();
  return value;
}

function numberOf(fields: Fields, name: string): number {
  const value = fields.get(name);
  if (typeof value !== 'number') throw new BadRequest();
  return value;
}

/** An error that nobody foresaw says nothing to the caller: its text may name tables, hosts or customers. */
function replyToError(error: unknown): Res {
  if (error instanceof BadRequest || error instanceof InvalidAmount)
    return reply(400, { error: 'bad-request' });
  if (error instanceof NoSuchRoute || error instanceof AccountNotFound)
    return reply(404, { error: 'not-found' });
  if (error instanceof ConcurrencyError) return reply(409, { error: 'conflict' });
  if (error instanceof InsufficientPoints) return reply(422, { error: 'insufficient-points' });
  return reply(500, { error: 'internal' });
}

function reply(status: number, body: object): Res {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
